// Package bars holds what stands across the whole width of the window: the head with menus and
// tools, the messages for a state that lasts, the line at the foot, and where toasts lie between
// them. In come words and what a button does; nothing is known here of why.
package bars
