package ui

import "testing"

func TestFlowTheSampleDataAreTakenAwayByOneButton(t *testing.T) {
	f := firstFlow(t)
	f.enter("Show me")
	offer := f.w.frame.status.Offer
	if !offer.Visible() || offer.Text != "Take the sample data away…" {
		t.Fatalf("what is offered is %q", offer.Text)
	}
	offer.Tapped(nil)
	f.hand.Run()
	f.wantSheet("Take the sample data away?", "The made-up office, 30 made-up people and", "but for what is booked in the made-up office. You can undo this.")
	f.button("Take away")
	f.wantDoors(true)
	if offer.Visible() {
		t.Error("it is offered still when there are none")
	}
	f.menu("Undo")
	if f.wantDoors(false); !offer.Visible() {
		t.Error("it is not offered when they are back")
	}
}

func TestFlowTheSampleOfficeWithPeopleOfOnesOwnIsNotOfferedToGo(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	if f.w.frame.status.Offer.Visible() {
		t.Error("it is offered to take their office away")
	}
}
