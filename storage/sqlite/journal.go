package sqlite

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"os"

	"seatkeeper/storage/sqlite/chain"
)

// On a drive where there can be no log, SQLite keeps a journal while it writes: pages as
// they were before, which it puts back after a crash. It does that with any journal that
// lies beside a database. The chain tells here too: what the journal puts back is either
// what the store still has there, or what stood before it.

// journalMagic begins a journal that is to be played back
// (https://sqlite.org/fileformat2.html, section 3).
const journalMagic = "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"

func journalBelongs(ctx context.Context, path string, store io.ReaderAt, size int64, root int) (LogFound, error) {
	file, err := os.Open(path + "-journal")
	if errors.Is(err, os.ErrNotExist) {
		return LogNone, nil
	}
	if err != nil {
		return LogNone, err
	}
	defer file.Close()
	head := make([]byte, 28)
	if whole, err := chain.ReadWhole(file, head); !whole || !bytes.HasPrefix(head, []byte(journalMagic)) {
		return LogNone, err
	}
	sector, pageSize := int64(binary.BigEndian.Uint32(head[20:])), int64(binary.BigEndian.Uint32(head[24:]))
	page := make([]byte, min(max(pageSize, 512), 65536))
	if _, err := store.ReadAt(page, int64(root-1)*pageSize); root > 0 && err == nil {
		if now, is := chain.On(page); is {
			records := bufio.NewReaderSize(io.NewSectionReader(file, sector, 1<<62), 1<<20)
			if was, found := chain.FirstIn(records, len(page)); found && (was.Link == now.Link || was.Link == now.Before) {
				return LogOwn, nil
			} else if found {
				return LogForeign, nil
			}
		}
	}
	return tryLog(ctx, path, "-journal", store, size)
}
