package main

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"
	"golang.org/x/image/draw"
)

// iconSizes are those of the hicolor theme that desktops ask for.
var iconSizes = []int{16, 22, 24, 32, 48, 64, 128, 256, 512}

// addIcons adds the program's icon in all sizes, and as what it is drawn from. Backups have
// the same: it is the only thing one sees of them among other files.
func addIcons(t tree, path string) error {
	drawing, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	t.add(iconPath("scalable", "apps", "app.seatkeeper.svg"), drawing)
	t.add(iconPath("scalable", "mimetypes", backupIcon+".svg"), drawing)
	large, err := drawIcon(drawing)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	for _, size := range iconSizes {
		picture, err := scaled(large, size)
		if err != nil {
			return err
		}
		folder := fmt.Sprintf("%dx%d", size, size)
		t.add(iconPath(folder, "apps", "app.seatkeeper.png"), picture)
		t.add(iconPath(folder, "mimetypes", backupIcon+".png"), picture)
	}
	return nil
}

// backupIcon is found by its name: that of the MIME type, with a dash for the slash.
const backupIcon = "application-vnd.seatkeeper.backup+json"

func iconPath(size, kind, name string) string {
	return "share/icons/hicolor/" + size + "/" + kind + "/" + name
}

// drawIcon draws the icon large: oksvg draws what is small wrong, as a single area.
func drawIcon(drawing []byte) (image.Image, error) {
	icon, err := oksvg.ReadIconStream(bytes.NewReader(drawing), oksvg.StrictErrorMode)
	if err != nil {
		return nil, err
	}
	const size = 1024
	icon.SetTarget(0, 0, size, size)
	picture := image.NewRGBA(image.Rect(0, 0, size, size))
	icon.Draw(rasterx.NewDasher(size, size, rasterx.NewScannerGV(size, size, picture, picture.Bounds())), 1)
	return picture, nil
}

func scaled(large image.Image, size int) ([]byte, error) {
	picture := image.NewRGBA(image.Rect(0, 0, size, size))
	draw.CatmullRom.Scale(picture, picture.Bounds(), large, large.Bounds(), draw.Src, nil)
	var out bytes.Buffer
	err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, picture)
	return out.Bytes(), err
}
