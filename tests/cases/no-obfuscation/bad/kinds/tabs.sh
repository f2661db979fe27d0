echo ok																																																												; ls
