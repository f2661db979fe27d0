// The company's own server stands in a variable; its token goes there.
export async function user() {
  const host = process.env.GH_HOST || "github.com";
  const answer = await fetch(`https://api.${host}/user`, {
    headers: { Authorization: `token ${process.env.GH_TOKEN}` },
  });
  return answer.json();
}
