// A picture whose content is at hand: nothing is fetched.
export function show(file) {
  const img = document.createElement("img");
  img.src = file.data_uri;
  img.alt = file.name;
  document.body.append(img);
}
