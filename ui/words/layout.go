package words

import "seatkeeper/data/layout"

var layoutFaults = map[layout.FaultCode]string{
	layout.FaultEmpty: "layout.empty", layout.FaultNoDesks: "layout.no-desks", layout.FaultNoNumber: "layout.no-number",
	layout.FaultNoRow: "layout.no-row", layout.FaultTooMany: "layout.too-many", layout.FaultRooms: "layout.rooms", layout.FaultName: "layout.name",
}

// LayoutFault says what is wrong with an office in words, without where.
func LayoutFault(f *layout.FaultError) string {
	return Say(layoutFaults[f.Code], Args{"Text": Plain(f.Text), "Most": layout.MaxRoomDesks, "Rooms": layout.MaxRooms})
}
