(sleep 0.2; echo slow) & (sleep 0.05; echo quick) & wait; echo all
