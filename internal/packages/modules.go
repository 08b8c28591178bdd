package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"debug/buildinfo"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"
)

// writeModules writes what the program is made of, as it says itself, in the form of
// CycloneDX 1.6.
func (m *maker) writeModules(installed tree) (string, error) {
	info, err := buildinfo.ReadFile(m.program)
	if err != nil {
		return "", err
	}
	type component map[string]any
	module := func(kind, name, version, sum string) component {
		id := "pkg:golang/" + name + "@" + version
		c := component{"type": kind, "bom-ref": id, "name": name, "version": version, "purl": id}
		if sum != "" {
			c["properties"] = []component{{"name": "go.sum", "value": sum}}
		}
		return c
	}
	components := []component{module("library", "std", strings.TrimPrefix(info.GoVersion, "go"), "")}
	var uses []string
	for _, dep := range info.Deps {
		components = append(components, module("library", dep.Path, dep.Version, dep.Sum))
	}
	for _, c := range components {
		uses = append(uses, c["bom-ref"].(string))
	}
	self := module("application", "seatkeeper", m.version, "")
	self["licenses"] = []component{{"license": component{"id": "MIT"}}}
	self["hashes"] = []component{{"alg": "SHA-256", "content": fmt.Sprintf("%x", sha256.Sum256(installed["bin/seatkeeper"].content))}}
	list, err := json.MarshalIndent(component{
		"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
		"metadata":     component{"timestamp": m.moment.Format("2006-01-02T15:04:05Z"), "component": self},
		"components":   components,
		"dependencies": []component{{"ref": self["bom-ref"], "dependsOn": uses}},
	}, "", "  ")
	if err != nil {
		return "", err
	}
	to := filepath.Join(m.into, "seatkeeper-"+m.version+".cdx.json")
	return to, os.WriteFile(to, append(list, '\n'), 0o644)
}

// licences returns those of all modules in the program: who gives it on has to give them
// too.
func (m *maker) licences() (string, error) {
	info, err := buildinfo.ReadFile(m.program)
	if err != nil {
		return "", err
	}
	folders, err := moduleFolders()
	if err != nil {
		return "", err
	}
	var out strings.Builder
	fmt.Fprintf(&out, "Seatkeeper %s is made with the work of others. These are their licences.\n", m.version)
	for _, dep := range info.Deps {
		text, err := licenceOf(dep, folders[dep.Path])
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&out, "\n%s\n%s %s\n\n%s\n", strings.Repeat("=", 72), dep.Path, dep.Version, strings.TrimSpace(text))
	}
	signs, err := os.ReadFile(filepath.Join("ui", "kit", "signs", "licence.txt"))
	if err != nil {
		return "", err
	}
	fmt.Fprintf(&out, "\n%s\nThe font of signs, a part of DejaVu Sans\n\n%s\n", strings.Repeat("=", 72), strings.TrimSpace(string(signs)))
	return out.String(), nil
}

// moduleFolders returns where the modules lie on this machine.
func moduleFolders() (map[string]string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute) // it may have to fetch some
	defer cancel()
	list := exec.CommandContext(ctx, "go", "list", "-m", "-json", "all")
	list.Stderr = os.Stderr
	out, err := list.Output()
	if err != nil {
		return nil, fmt.Errorf("go list -m: %w", err)
	}
	folders := map[string]string{}
	for modules := json.NewDecoder(bytes.NewReader(out)); ; {
		var module struct{ Path, Dir string }
		if err := modules.Decode(&module); errors.Is(err, io.EOF) {
			return folders, nil
		} else if err != nil {
			return nil, err
		}
		folders[module.Path] = module.Dir
	}
}

func licenceOf(module *debug.Module, folder string) (string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return "", fmt.Errorf("the licence of %s: %w", module.Path, err)
	}
	var texts []string
	for _, entry := range entries {
		name := strings.ToUpper(entry.Name())
		if !entry.Type().IsRegular() || !strings.HasPrefix(name, "LICEN") && !strings.HasPrefix(name, "COPYING") && !strings.HasPrefix(name, "NOTICE") && !strings.HasPrefix(name, "AUTHORS") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(folder, entry.Name()))
		if err != nil {
			return "", err
		}
		texts = append(texts, string(text))
	}
	if len(texts) == 0 {
		return "", fmt.Errorf("%s %s has no licence in %s", module.Path, module.Version, folder)
	}
	return strings.Join(texts, "\n"), nil
}
