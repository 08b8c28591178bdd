package regular

// openWithoutWaiting is nothing here: pipes are not found among files.
const openWithoutWaiting = 0
