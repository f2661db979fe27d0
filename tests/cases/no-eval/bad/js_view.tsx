// TSX: expressions inside markup.
import React from 'react';

type Props = { code: string };

export function View({ code }: Props) {
  const value = eval(code); // BAD no-eval/js-eval
  return (
    <div onClick={() => new Function(code)()}>{/* BAD no-eval/js-function */}
      {eval(code)}{/* BAD no-eval/js-eval */}
      <button title={`${eval(code)}`}>{value}</button>{/* BAD no-eval/js-eval */}
      <b>{code}</b>
    </div>
  );
}
