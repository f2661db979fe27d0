import OpenAI from 'openai';
console.log(process.env.BOARD_URL, new OpenAI());
