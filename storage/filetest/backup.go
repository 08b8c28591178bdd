package filetest

import (
	"crypto/sha256"
	"fmt"
	"strings"
)

// Sound is a valid backup but for its sum; see [Summed].
const Sound = `{
"schemaVersion": "1.0.0",
"app": "Seatkeeper 0.1.0",
"exportedAt": "2026-11-23T10:11:12.345+01:00",
"lastUpdated": "2026-11-23T09:11:12.345Z",
"counts": {"offices": 1, "users": 2, "bookings": 3},
"offices": [
{"id":"hq","name":"HQ","code":"HQ","floors":[{"id":"f1","name":"Ground","level":0,"layout":{"width":30,"height":20},"fixtures":[],"desks":[{"id":"d1","label":"D 1","position":{"x":0.25,"y":0.5},"size":{"width":0.1,"height":0.1},"rotation":0,"zone":"A","features":[]},{"id":"d2","label":"D 2","position":{"x":0.5,"y":0.5},"size":{"width":0.1,"height":0.1},"rotation":0,"zone":"A","features":[]}]}]}
],
"users": [
{"id":"u1","name":"Alice","active":true},
{"id":"u2","name":"Bob","active":true}
],
"bookings": [
{"id":"00000000-0000-4000-8000-000000000001","office":"hq","floor":"f1","deskId":"d1","date":"2026-11-23","userId":"u1","createdAt":"2026-11-23T09:11:12.345Z"},
{"id":"00000000-0000-4000-8000-000000000002","office":"hq","floor":"f1","deskId":"d2","date":"2026-11-23","userId":"u2","createdAt":"2026-11-23T09:11:12.345Z"},
{"id":"00000000-0000-4000-8000-000000000003","office":"hq","floor":"f1","deskId":"d1","date":"2026-11-24","userId":"visitor","createdAt":"2026-11-23T09:11:12.345Z","guest":"Ann"}
],
"sha256": "SUM"
}
`

// Summed puts the right sum into a file.
func Summed(file string) string {
	before, _, _ := strings.Cut(file, `"sha256": `)
	return strings.Replace(file, "SUM", fmt.Sprintf("%x", sha256.Sum256([]byte(before))), 1)
}
