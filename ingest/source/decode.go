package source

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/wlynxg/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

const replaced = "invalid UTF-8 replaced"

func utf16BOM(b []byte) bool {
	return bytes.HasPrefix(b, []byte{0xff, 0xfe}) || bytes.HasPrefix(b, []byte{0xfe, 0xff})
}

// decode returns b as UTF-8. declared is the encoding a page claims, "" for
// none; the bytes are believed before the claim where they say otherwise. The
// note says what was done when it was not plain UTF-8.
func decode(b []byte, declared string) (s, note string) {
	if utf16BOM(b) {
		e := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
		return with(e, b, "UTF-16")
	}
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	good, bad := count(b)
	switch {
	case bad == 0 && (good > 0 || declared == ""):
		return string(b), ""
	case good > bad:
		// Text in UTF-8 with an accident in it: no other encoding makes so
		// many valid sequences.
		return strings.ToValidUTF8(string(b), "\ufffd"), replaced
	}
	if declared != "" && declared != "utf-8" && declared != "windows-1252" {
		if e, err := htmlindex.Get(declared); err == nil {
			return with(e, b, declared)
		}
	}
	if bad == 0 {
		return string(b), ""
	}
	// Mostly ASCII with a few high bytes is a Western page; the detector,
	// which counts high bytes, needs many of them.
	if bad*10 > len(b) {
		if r := chardet.Detect(b); r.Confidence > 0.8 {
			if e, err := htmlindex.Get(r.Encoding); err == nil {
				return with(e, b, strings.ToLower(r.Encoding))
			}
		}
	}
	return with(charmap.Windows1252, b, "windows-1252")
}

// with decodes b; what the encoding does not know becomes U+FFFD.
func with(e encoding.Encoding, b []byte, name string) (s, note string) {
	out, err := e.NewDecoder().Bytes(b)
	if err != nil {
		return strings.ToValidUTF8(string(b), "\ufffd"), replaced
	}
	return string(out), "read as " + name
}

// count returns how many sequences of more than one byte are valid UTF-8, and
// how many bytes are part of none.
func count(b []byte) (good, bad int) {
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		i += n
	}
	return good, bad
}

// declaredBy returns the encoding that a page's own first bytes claim.
func declaredBy(b []byte) string {
	_, name, _ := charset.DetermineEncoding(b[:min(len(b), 1024)], "")
	return name
}
