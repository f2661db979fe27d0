console.log(process.env.BOARD_URL);
