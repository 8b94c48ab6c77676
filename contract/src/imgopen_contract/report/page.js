for (const choice of document.querySelectorAll('input[name="show"]')) {
  choice.addEventListener("change", () => {
    for (const one of document.querySelectorAll("details.operation")) {
      one.open = choice.value !== "all" && one.querySelector("tr." + choice.value) !== null;
    }
  });
}
addEventListener("hashchange", () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target && target.tagName === "DETAILS") target.open = true;
});
