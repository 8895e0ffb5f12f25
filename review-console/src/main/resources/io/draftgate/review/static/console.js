"use strict";
// The keyboard. Everything works without it, too.
(() => {
    const byId = (id) => document.getElementById(id);
    const follow = (id) => {
        const link = byId(id);
        if (link) { link.click(); }
    };
    const choose = (ruling) => {
        const form = byId("decide");
        if (!form) { return; }
        form.querySelectorAll("button[name=ruling]").forEach((button) => {
            button.classList.toggle("chosen", button.value === ruling);
        });
        const chosen = form.querySelector("button.chosen");
        byId("chosen").textContent = chosen.dataset.name + ": say why, then press Enter. Escape leaves it.";
        byId("decision-reason").focus();
    };
    const leave = () => {
        document.querySelectorAll("button.chosen").forEach((button) => button.classList.remove("chosen"));
        if (byId("chosen")) { byId("chosen").textContent = ""; }
        if (document.activeElement) { document.activeElement.blur(); }
    };
    const keys = {
        j: () => follow("following"),
        k: () => follow("previous"),
        a: () => choose("APPROVE"),
        r: () => choose("REJECT"),
        e: () => choose("ESCALATE"),
        s: () => follow("story"),
        q: () => follow("to-queue"),
        "/": () => {
            const field = byId("search-text");
            if (field) { field.focus(); field.select(); } else { follow("to-search"); }
        },
        "?": () => byId("keys").showModal(),
    };
    document.addEventListener("keydown", (event) => {
        if (event.key === "Escape") { leave(); return; }
        const typing = event.target.closest("input, select, textarea, dialog[open]");
        if (typing || event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys)) { return; }
        event.preventDefault();
        keys[event.key]();
    });
    const reason = byId("decision-reason");
    if (reason) {
        reason.addEventListener("keydown", (event) => {
            if (event.key !== "Enter") { return; }
            event.preventDefault();
            const chosen = document.querySelector("#decide button.chosen");
            if (chosen) { byId("decide").requestSubmit(chosen); }
        });
    }
    const current = document.querySelector(".list a[aria-current]");
    if (current && window.matchMedia("(min-width: 52.01rem)").matches) { current.scrollIntoView({ block: "nearest" }); }
    const close = byId("close-keys");
    if (close) { close.addEventListener("click", () => byId("keys").close()); }
    const help = byId("show-keys");
    if (help) { help.addEventListener("click", () => byId("keys").showModal()); }
})();
