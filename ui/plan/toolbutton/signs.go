package toolbutton

import (
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
)

// signs are the drawings on the tools and on the buttons that arrange, within 16 by 16. %[1]s is
// their colour.
var signs = map[string]string{
	"select":  `<path d="M3 1 L3 13 L6.2 10.2 L8.4 15 L10.4 14.1 L8.3 9.5 L12.5 9.2 Z" fill="%[1]s"/>`,
	"desk":    `<rect x="2" y="4.5" width="12" height="7" rx="1.2" fill="none" stroke="%[1]s" stroke-width="1.4"/>`,
	"row":     `<g fill="none" stroke="%[1]s" stroke-width="1.3"><rect x="1" y="3" width="4" height="4"/><rect x="6" y="3" width="4" height="4"/><rect x="11" y="3" width="4" height="4"/><rect x="1" y="9" width="4" height="4"/><rect x="6" y="9" width="4" height="4"/><rect x="11" y="9" width="4" height="4"/></g>`,
	"room":    `<path d="M9 14 L2 14 L2 2 L14 2 L14 14 L13 14" fill="none" stroke="%[1]s" stroke-width="1.8"/>`,
	"polygon": `<path d="M2 2 L14 2 L14 8 L8 8 L8 14 L2 14 Z" fill="none" stroke="%[1]s" stroke-width="1.4"/>`,
	"zone":    `<rect x="1.5" y="2.5" width="13" height="11" rx="2.5" fill="%[1]s" fill-opacity="0.3" stroke="%[1]s" stroke-width="1.2"/>`,
	"wall":    `<rect x="1" y="6.5" width="14" height="3" fill="%[1]s"/>`,
	"text":    `<path d="M3 2.5 L13 2.5 L13 5 L9.1 5 L9.1 14 L6.9 14 L6.9 5 L3 5 Z" fill="%[1]s"/>`,
	"fixture": `<path d="M1.5 14 L1.5 11 L5 11 L5 8 L8.5 8 L8.5 5 L12 5 L12 2 L14.5 2" fill="none" stroke="%[1]s" stroke-width="1.6"/>`,
	"picture": `<g fill="none" stroke="%[1]s" stroke-width="1.4"><rect x="1.5" y="2.5" width="13" height="11" rx="1"/><path d="M2 12 L6 7.5 L9 10.5 L11 9 L14 12"/></g><circle cx="10.5" cy="5.7" r="1.3" fill="%[1]s"/>`,
	"measure": `<path d="M1.5 8 L14.5 8 M1.5 4.5 L1.5 11.5 M14.5 4.5 L14.5 11.5" fill="none" stroke="%[1]s" stroke-width="1.5"/>`,

	"left":   `<rect x="1" y="1" width="1.4" height="14" fill="%[1]s"/><rect x="4" y="3" width="10" height="3.6" fill="%[1]s"/><rect x="4" y="9.4" width="6" height="3.6" fill="%[1]s"/>`,
	"middle": `<rect x="7.3" y="1" width="1.4" height="14" fill="%[1]s"/><rect x="3" y="3" width="10" height="3.6" fill="%[1]s"/><rect x="5" y="9.4" width="6" height="3.6" fill="%[1]s"/>`,
	"right":  `<rect x="13.6" y="1" width="1.4" height="14" fill="%[1]s"/><rect x="2" y="3" width="10" height="3.6" fill="%[1]s"/><rect x="6" y="9.4" width="6" height="3.6" fill="%[1]s"/>`,
	"top":    `<rect x="1" y="1" width="14" height="1.4" fill="%[1]s"/><rect x="3" y="4" width="3.6" height="10" fill="%[1]s"/><rect x="9.4" y="4" width="3.6" height="6" fill="%[1]s"/>`,
	"center": `<rect x="1" y="7.3" width="14" height="1.4" fill="%[1]s"/><rect x="3" y="3" width="3.6" height="10" fill="%[1]s"/><rect x="9.4" y="5" width="3.6" height="6" fill="%[1]s"/>`,
	"bottom": `<rect x="1" y="13.6" width="14" height="1.4" fill="%[1]s"/><rect x="3" y="2" width="3.6" height="10" fill="%[1]s"/><rect x="9.4" y="6" width="3.6" height="6" fill="%[1]s"/>`,
	"across": `<rect x="1" y="3" width="3" height="10" fill="%[1]s"/><rect x="6.5" y="3" width="3" height="10" fill="%[1]s"/><rect x="12" y="3" width="3" height="10" fill="%[1]s"/>`,
	"down":   `<rect x="3" y="1" width="10" height="3" fill="%[1]s"/><rect x="3" y="6.5" width="10" height="3" fill="%[1]s"/><rect x="3" y="12" width="10" height="3" fill="%[1]s"/>`,
	"same":   `<g fill="none" stroke="%[1]s" stroke-width="1.4"><rect x="1.5" y="4" width="5.4" height="8"/><rect x="9.1" y="4" width="5.4" height="8"/></g>`,
}

// sign returns one of them in a colour.
func sign(name string, c color.Color) fyne.Resource {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	hex := fmt.Sprintf("#%02X%02X%02X", n.R, n.G, n.B)
	svg := `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16">` + fmt.Sprintf(signs[name], hex) + `</svg>`
	return fyne.NewStaticResource("edit-"+name+"-"+hex+".svg", []byte(svg))
}
