// Before anything is drawn: the reader's choice of light or dark, if there is one.
const theme = localStorage.getItem("theme");
document.documentElement.classList.add("js");
if (theme) document.documentElement.dataset.theme = theme;
