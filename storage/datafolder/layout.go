package datafolder

// StoreFile is the name of the store's file in the data folder.
const StoreFile = "seatkeeper.db"

// BackupFolder is the folder of the backups inside the data folder.
const BackupFolder = "backup"

// AutoFolder is the folder, inside BackupFolder, of the backups that the program
// makes by itself.
const AutoFolder = "auto"
