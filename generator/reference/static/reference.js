// Tabs for the forms of a request, and a button that copies a block of code. Without it, all forms are shown.
(() => {
  "use strict";
  const KEY = "reference-form";

  const remembered = () => {
    try { return localStorage.getItem(KEY); } catch { return null; }
  };
  const remember = (title) => {
    try { localStorage.setItem(KEY, title); } catch { /* the browser keeps nothing for this page */ }
  };

  const choose = (box, title, focus) => {
    for (const button of box.querySelectorAll(".tabs button")) {
      const isChosen = button.textContent === title;
      button.setAttribute("aria-selected", String(isChosen));
      button.tabIndex = isChosen ? 0 : -1;
      if (isChosen && focus) button.focus();
    }
    for (const form of box.querySelectorAll(".form")) form.hidden = form.dataset.title !== title;
  };

  const makeTabs = (box, number) => {
    const forms = [...box.querySelectorAll(".form")];
    if (forms.length < 2) return;
    const titles = forms.map((form) => form.dataset.title);
    const tabs = document.createElement("div");
    tabs.className = "tabs";
    tabs.setAttribute("role", "tablist");
    forms.forEach((form, index) => {
      form.id ||= `form-${number}-${index}`;
      form.setAttribute("role", "tabpanel");
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = titles[index];
      button.setAttribute("role", "tab");
      button.setAttribute("aria-controls", form.id);
      button.addEventListener("click", () => { remember(titles[index]); choose(box, titles[index]); });
      tabs.append(button);
    });
    tabs.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const now = titles.indexOf(document.activeElement.textContent);
      choose(box, titles[(now + step + titles.length) % titles.length], true);
      event.preventDefault();
    });
    box.prepend(tabs);
    box.classList.add("tabbed");
    const before = remembered();
    choose(box, titles.includes(before) ? before : titles[0]);
  };

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  };

  const addCopy = (block) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      await copy(block.querySelector("pre").textContent);
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 1500);
    });
    block.append(button);
  };

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".forms").forEach(makeTabs);
    document.querySelectorAll("div.highlight").forEach(addCopy);
  });
})();
