package backups

import (
	"context"
	"errors"
	"path/filepath"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/storage/failure"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// Revert undoes, or redoes, a step for which all data go back to a backup, such as a restore:
// with its progress in a sheet, as that takes as long as a restore.
func (rs *restores) Revert(id int64, redo bool) {
	if !rs.MayChange() {
		return
	}
	step, known := stepOf(rs.Store(), id, redo)
	if !known {
		rs.Refuse(doing(redo), &data.ConflictError{Err: data.ErrUnknownStep})
		return
	}
	title, how := words.Undone, (*storage.Store).Undo
	if redo {
		title, how = words.Redone, (*storage.Store).Redo
	}
	working(rs.Host, "restore.going-back", step.Back.Backup, func(ctx context.Context, store *storage.Store, progress func(done, total int64)) (storage.Step, error) {
		return how(store, storage.WithProgress(ctx, progress), id)
	}, nil, func(_ storage.Step, err error) {
		if err != nil {
			rs.refuseToGoBack(step.Back.Backup, doing(redo), err)
			return
		}
		rs.backups.Refresh() // there is one more: of what was there before
		back, _ := stepOf(rs.Store(), id, !redo)
		if back.Back == nil {
			return
		}
		again := map[bool]string{false: "redo", true: "undo"}[redo]
		rs.Say(kit.Toast{
			Tone: kit.Good, Title: title(step), Text: words.Say("restored.safety", words.Args{"Path": back.Back.Backup}), Stay: -1,
			Actions: []kit.Action{
				{Label: words.Say(again), Run: func() { rs.Revert(id, !redo) }},
				{Label: words.Say("exported.open-folder"), Run: func() { rs.ShowInFiles(filepath.Dir(back.Back.Backup)) }},
			},
		})
	})
}

func doing(redo bool) words.Doing {
	if redo {
		return words.DoingRedo
	}
	return words.DoingUndo
}

// stepOf returns the step with that ID among those that can be undone, or redone.
func stepOf(store *storage.Store, id int64, redo bool) (storage.Step, bool) {
	list, redone := store.History()
	if redo {
		list = redone
	}
	for _, step := range list {
		if step.ID == id && step.Back != nil {
			return step, true
		}
	}
	return storage.Step{}, false
}

// refuseToGoBack says why a step stays as it is. Nothing was changed.
func (rs *restores) refuseToGoBack(path string, what words.Doing, err error) {
	var list *failure.FaultsError
	if errors.As(err, &list) && kit.ShowFaultsOf(rs.Win, rs.Clipboard, words.Say("restore.refused"), path, err) {
		return
	}
	rs.Refuse(what, err)
}
