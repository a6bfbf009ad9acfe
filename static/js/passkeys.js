// Passkeys: asks the device, and puts its answer into the form. Where a browser cannot, the form
// stays hidden; a code or a mail works everywhere.
const able = window.PublicKeyCredential?.parseRequestOptionsFromJSON;

const optionsFor = async (form) => {
  const here = document.getElementById("sleutel");
  if (here) return JSON.parse(here.textContent);
  return (await fetch(form.action, { headers: { Accept: "application/json" } })).json();
};

const keyFor = ({ creation_options: create, request_options: get }) => {
  if (!create) {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(get.publicKey);
    return navigator.credentials.get({ publicKey });
  }
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(create.publicKey);
  publicKey.authenticatorSelection = {
    residentKey: "required", requireResidentKey: true, userVerification: "required",
  };
  return navigator.credentials.create({ publicKey });
};

for (const form of able ? document.querySelectorAll("[data-passkey]") : []) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const said = form.querySelector("[role=status]");
    said.textContent = "";
    try {
      form.elements.credential.value = JSON.stringify(await keyFor(await optionsFor(form)));
      form.submit();
    } catch {
      said.textContent = "Dat lukte niet. Probeer het nog eens, of kies een andere manier.";
    }
  });
}
