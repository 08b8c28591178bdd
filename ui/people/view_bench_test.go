package people

import (
	"fmt"
	"testing"

	"seatkeeper/data"
	"seatkeeper/ui/search"
)

func crowdView(b *testing.B) *View {
	_, v, _ := showPeopleForTest(b)
	users := make([]data.User, 100_000)
	for i := range users {
		users[i] = data.User{ID: fmt.Sprint(i), Name: fmt.Sprintf("First%d Last%d", i%317, i), Active: i%9 != 0}
	}
	v.SetPeople(search.NewPeopleIndex(users))
	return v
}

func BenchmarkPeople100000Scroll(b *testing.B) {
	v := crowdView(b)
	b.ResetTimer()
	for i := range b.N {
		v.list.ScrollToOffset(float32(i*997%80_000) * 40)
	}
}

func BenchmarkPeople100000Search(b *testing.B) {
	v := crowdView(b)
	b.ResetTimer()
	for i := range b.N {
		v.search.SetText([]string{"l", "la", "first3", "first3 last99"}[i%4])
	}
}

func BenchmarkPeople100000TypeName(b *testing.B) {
	v := crowdView(b)
	v.startAdd()
	b.ResetTimer()
	for i := range b.N {
		v.edit.entry.SetText(fmt.Sprint("First1 Last", i))
	}
}
