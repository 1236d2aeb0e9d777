$TEST_SHELL -xc 'echo traced; x=1' 2>&1
