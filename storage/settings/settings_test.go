package settings_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"seatkeeper/storage/settings"
)

func at(t *testing.T) settings.File {
	return settings.At(filepath.Join(t.TempDir(), "conf", "settings.toml"))
}

func TestWhatWasChosenHolds(t *testing.T) {
	path := filepath.Join(t.TempDir(), "settings.toml")
	chosen := map[settings.Name]string{}
	rapid.Check(t, func(t *rapid.T) {
		f := settings.At(path)
		n := rapid.SampledFrom(settings.All()).Draw(t, "name")
		value := rapid.SampledFrom(settings.Values(n)).Draw(t, "value")
		if err := f.Set(t.Context(), n, value); err != nil {
			t.Fatal(err)
		}
		chosen[n] = value
		s, err := f.Read(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range settings.All() {
			want, was := chosen[n]
			if !was {
				want = settings.Values(n)[0]
			}
			if s.Get(n) != want || s.IsChosen(n) != was {
				t.Errorf("%s is %q, %v, not %q, %v", n, s.Get(n), s.IsChosen(n), want, was)
			}
		}
	})
}

func TestAFileIsReadAsPeopleWriteIt(t *testing.T) {
	for name, c := range map[string]struct {
		content      string
		theme, scale string
		fault        string // that the error names
	}{
		"nothing":               {"", "system", "100", ""},
		"a number":              {"scale = 150\ntheme = 'dark'", "dark", "150", ""},
		"no value of it":        {"scale = \"150\"\ntheme = \"pink\"", "system", "150", "pink"},
		"of a newer version":    {"haircut = \"short\"\ntheme = \"light\"", "light", "100", ""},
		"no settings at all":    {"Dear all,", "system", "100", "settings.toml"},
		"a value within values": {"[theme]\na = 1", "system", "100", "theme"},
		"too much":              {strings.Repeat("# long\n", 20_000), "system", "100", "too-large"},
	} {
		t.Run(name, func(t *testing.T) {
			f := settings.At(filepath.Join(t.TempDir(), "settings.toml"))
			if err := os.WriteFile(f.Path(), []byte(c.content), 0o600); err != nil {
				t.Fatal(err)
			}
			s, err := f.Read(t.Context())
			if got := s.Get(settings.Theme); got != c.theme {
				t.Errorf("the theme is %q", got)
			}
			if got := s.Get(settings.Scale); got != c.scale {
				t.Errorf("the scale is %q", got)
			}
			if c.fault == "" && err != nil || c.fault != "" && (err == nil || !strings.Contains(err.Error(), c.fault)) {
				t.Errorf("the error is %v, not about %q", err, c.fault)
			}
		})
	}
}

func TestWhatElseIsInTheFileStays(t *testing.T) {
	f := settings.At(filepath.Join(t.TempDir(), "settings.toml"))
	if err := os.WriteFile(f.Path(), []byte("haircut = \"short\"\nscale = \"150\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := f.Set(t.Context(), settings.Theme, settings.Dark); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(f.Path())
	for _, line := range []string{`haircut = "short"`, `scale = "150"`, `theme = "dark"`} {
		if !strings.Contains(string(content), line+"\n") {
			t.Errorf("%s is gone: %v\n%s", line, err, content)
		}
	}
}

func TestAFileThatCantBeReadIsNotWrittenOver(t *testing.T) {
	f := settings.At(filepath.Join(t.TempDir(), "settings.toml"))
	if err := os.WriteFile(f.Path(), []byte("theme = \"dark"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := f.Set(t.Context(), settings.Scale, "150"); err == nil {
		t.Error("no error")
	}
	if content, _ := os.ReadFile(f.Path()); string(content) != "theme = \"dark" {
		t.Errorf("now it has %q", content)
	}
}

func TestTheFileIsForItsUserAlone(t *testing.T) {
	f := at(t)
	if err := f.Set(t.Context(), settings.Theme, settings.Dark); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(filepath.Dir(f.Path()))
	if err != nil || len(entries) != 1 {
		t.Fatalf("%v %v", entries, err)
	}
	info, err := entries[0].Info()
	folder, statErr := os.Stat(filepath.Dir(f.Path()))
	if err != nil || statErr != nil || info.Mode().Perm()&0o077 != 0 && os.PathSeparator == '/' || folder.Mode().Perm()&0o077 != 0 && os.PathSeparator == '/' {
		t.Errorf("%v in %v, %v %v", info.Mode(), folder.Mode(), err, statErr)
	}
}

func TestAWriteThatFailsLeavesTheFileAsItWas(t *testing.T) {
	blocked := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := settings.At(filepath.Join(blocked, "settings.toml")).Set(t.Context(), settings.Theme, settings.Dark); err == nil {
		t.Error("a folder below a file was made")
	}
	folder := t.TempDir()
	f := settings.At(filepath.Join(folder, "settings.toml"))
	if err := os.Mkdir(f.Path(), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := f.Set(t.Context(), settings.Theme, settings.Dark); err == nil {
		t.Error("a folder was written over")
	}
	if entries, err := os.ReadDir(folder); err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v %v", entries, err)
	}
}

func TestAValueThatASettingDoesNotHaveIsRefused(t *testing.T) {
	f := at(t)
	for n, value := range map[settings.Name]string{settings.Theme: "pink", settings.Scale: "", "haircut": "short"} {
		if err := f.Set(t.Context(), n, value); err == nil {
			t.Errorf("%s can be %q", n, value)
		}
	}
	if _, err := os.Stat(f.Path()); err == nil {
		t.Error("a file was made")
	}
	if values := settings.Values("haircut"); values != nil {
		t.Errorf("%q", values)
	}
	if !slices.Contains(settings.Values(settings.Dates), "de-DE") {
		t.Error("no German dates")
	}
}

func FuzzFile(f *testing.F) {
	f.Add([]byte("theme = \"dark\"\nscale = 150\n"))
	f.Add([]byte("theme.x = [1]\n\x00"))
	f.Fuzz(func(t *testing.T, content []byte) {
		file := settings.At(filepath.Join(t.TempDir(), "settings.toml"))
		if err := os.WriteFile(file.Path(), content, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := file.Read(t.Context())
		for _, n := range settings.All() {
			if !slices.Contains(settings.Values(n), s.Get(n)) {
				t.Errorf("%s is %q", n, s.Get(n))
			}
		}
		if err == nil {
			if err := file.Set(t.Context(), settings.Theme, settings.Dark); err != nil {
				t.Error(err)
			}
		}
	})
}
