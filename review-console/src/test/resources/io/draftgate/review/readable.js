// What a reader could not read: text below WCAG AA contrast, fields without a name, and pages wider than the window.
const problems = [];
const parse = (colour) => {
    const parts = colour.match(/[\d.]+/g).map(Number);
    return { r: parts[0], g: parts[1], b: parts[2], a: parts.length > 3 ? parts[3] : 1 };
};
const over = (top, below) => ({
    r: top.r * top.a + below.r * (1 - top.a),
    g: top.g * top.a + below.g * (1 - top.a),
    b: top.b * top.a + below.b * (1 - top.a),
    a: 1,
});
const ground = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) { layers.push(parse(getComputedStyle(at).backgroundColor)); }
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    return layers.reverse().reduce((below, top) => over(top, below), dark ? { r: 0, g: 0, b: 0, a: 1 } : { r: 255, g: 255, b: 255, a: 1 });
};
const luminance = (colour) => {
    const part = (value) => {
        const share = value / 255;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * part(colour.r) + 0.7152 * part(colour.g) + 0.0722 * part(colour.b);
};
const contrast = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
};
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.textContent.trim() || !element.checkVisibility() || element.closest("script, title, option")) { continue; }
    const style = getComputedStyle(element);
    const below = ground(element);
    const ink = over(parse(element.closest("svg") ? style.fill : style.color), below);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const found = contrast(ink, below);
    if (found < (large ? 3 : 4.5)) {
        problems.push("contrast " + found.toFixed(2) + ": " + node.textContent.trim().slice(0, 40));
    }
}
document.querySelectorAll("input:not([type=hidden]), select, button, a[href], svg[role=img]").forEach((element) => {
    const labelled = element.getAttribute("aria-labelledby") || element.getAttribute("aria-label")
        || (element.labels && element.labels.length) || element.textContent.trim();
    if (!labelled) { problems.push("no name: " + element.outerHTML.slice(0, 80)); }
});
if (document.documentElement.scrollWidth > window.innerWidth) {
    problems.push("wider than the window: " + document.documentElement.scrollWidth + " > " + window.innerWidth);
}
if (!document.documentElement.lang || document.querySelectorAll("h1").length !== 1 || !document.querySelector("main")) {
    problems.push("no language, main part or single heading");
}
return problems;
