"use strict";
const form = document.querySelector("form");
const said = document.getElementById("said");
const mark = Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, "0")).join("");
let unsaved = false;

function reply() {
  const answers = {};
  for (const chosen of form.querySelectorAll("input[type=radio]:checked")) {
    answers[chosen.name] = chosen.value === "not-applicable" ? chosen.value : Number(chosen.value);
  }
  return {
    format: form.dataset.format, reply: mark, survey: form.dataset.survey,
    agency: form.elements.agency.value.trim(), answers,
  };
}

function save(given) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(given, null, 1) + "\n"], {type: "application/json"}));
  link.download = `reply-${mark.slice(0, 8)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  return link.download;
}

form.addEventListener("change", () => { unsaved = true; });
form.addEventListener("submit", event => {
  event.preventDefault();
  const given = reply();
  const left = form.querySelectorAll("fieldset").length - Object.keys(given.answers).length;
  if (left === form.querySelectorAll("fieldset").length) {
    said.textContent = "You have not answered any statement yet. Nothing was saved.";
    return;
  }
  const name = save(given);
  unsaved = false;
  const without = left ? ` ${left} ${left === 1 ? "statement has" : "statements have"} no answer, which is fine.` : "";
  said.textContent = `Your answers are in the file ${name}. Send it to the person who asked you.${without} `
    + "If you change an answer, save again and send only the newest file.";
});
window.addEventListener("beforeunload", event => { if (unsaved) event.preventDefault(); });
