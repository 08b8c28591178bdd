package edit

// hues are those that a zone or a room can have, each as data has it.
var hues = []string{"#1D5FC4", "#1F7A4C", "#B7791F", "#8A4FBF", "#C2410C", "#0E7C86"}
