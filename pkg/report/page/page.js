
"use strict";
const filter = document.getElementById("filter");
if (filter) {
	const words = document.getElementById("words");
	const findings = Array.from(document.querySelectorAll("article.finding"), (element) => ({
		element,
		severity: element.dataset.severity,
		text: element.textContent.toLowerCase(),
	}));
	const show = () => {
		const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
		const severities = new Set(Array.from(filter.querySelectorAll(":checked"), (box) => box.value));
		let shown = 0;
		for (const {element, severity, text} of findings) {
			const matches = severities.has(severity) && wanted.every((word) => text.includes(word));
			element.hidden = !matches;
			shown += matches ? 1 : 0;
		}
		for (const file of document.querySelectorAll("section.file")) {
			file.hidden = !file.querySelector("article:not([hidden])");
		}
		document.getElementById("nothing").hidden = shown > 0;
		document.getElementById("shown").value = shown === findings.length ? "" : `${shown} of ${findings.length} shown`;
	};
	filter.hidden = false;
	filter.addEventListener("input", show);
	filter.addEventListener("submit", (event) => event.preventDefault());
	show();
}
