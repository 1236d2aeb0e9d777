# python3 and its everyday modules: subprocess, threads, asyncio, multiprocessing, sockets, sqlite, archives, terminals.
python3 /programs/Files/everyday.py; echo $?
python3 -c 'import sys; sys.exit(7)'; echo $?
echo 'print(input())' >i.py
echo typed | python3 i.py
python3 -c 'raise ValueError("x")' 2>&1 | tail -1
python3 -m json.tool <<<'{"b":[1,2]}' 
python3 -m timeit -n 1 -r 1 pass >/dev/null; echo $?
python3 -m compileall -q i.py
ls __pycache__
python3 -m venv --without-pip v && v/bin/python -c 'import sys; print(sys.prefix != sys.base_prefix)'
python3 -c 'print("x" * 200000)' 2>/dev/null | head -c 5
echo
python3 - <<'END'
import unittest
class T(unittest.TestCase):
    def test_it(self): self.assertEqual(sorted("cab"), ["a", "b", "c"])
print(unittest.TextTestRunner(stream=open("/dev/null", "w")).run(unittest.defaultTestLoader.loadTestsFromTestCase(T)).wasSuccessful())
import http.server, email.message, html, textwrap, heapq, bisect, copy, pickle, enum, dataclasses, typing, string, statistics, fractions, ipaddress, base64, hmac, calendar, locale, gettext, inspect, ast, dis, pprint, weakref, gc, types, operator, abc, signal, sched, zoneinfo, tokenize, shlex, fnmatch, filecmp, linecache, codecs, unicodedata, difflib, array, numbers, cmath, warnings, timeit, trace, cProfile, faulthandler
print(pickle.loads(pickle.dumps({"a": fractions.Fraction(1, 3)})), statistics.mean([1, 2, 4]), shlex.split("a 'b c'"), ipaddress.ip_address("127.0.0.1"))
gc.collect(); print(len(gc.get_objects()) > 0)
END
