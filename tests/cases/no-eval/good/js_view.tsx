// Markup with the words in text and attributes.
import { useEffect } from 'react';

export function Help({ items }: { items: string[] }) {
  useEffect(() => {
    const id = setTimeout(() => console.log('eval'), 100);
    return () => clearTimeout(id);
  }, []);
  return (
    <section data-eval="eval(code)" title="new Function(code)">
      <code>eval(code)</code> and <code>{'new Function(code)'}</code>
      {items.map(item => <li key={item} onClick={() => run(item)}>{item}</li>)}
      <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: JSON.stringify(items) }} />
      <style dangerouslySetInnerHTML={{ __html: 'b { color: red }' }} />
    </section>
  );
}
