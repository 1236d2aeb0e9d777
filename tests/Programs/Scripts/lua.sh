# lua5.4: the interpreter, its libraries, files and pipes.
lua5.4 -e 'print(_VERSION, 7 // 2, 7 % 3, 2^10, 1 << 4, #"abc", "a" .. 1)
local t = {5, 2, 8}; table.sort(t); print(table.concat(t, ","), select("#", 1, 2), math.type(1), math.maxinteger)
for w in string.gmatch("one two", "%a+") do io.write(w, ";") end print(string.format("%5.2f|%q|%x", 3.14159, "a\nb", 255), ("x"):rep(3))
local co = coroutine.wrap(function(a) local b = coroutine.yield(a + 1); return b * 2 end); print(co(1), co(10))
print(pcall(error, 1)); print(select(2, pcall(function() local x = nil; return x.y end)))
local f = assert(io.open("f", "w")); f:write("l1\nl2\n", 3, "\n"); f:close(); for l in io.lines("f") do io.write("[", l, "]") end print()
f = io.open("f", "r+"); f:seek("set", 3); print(f:read("l"), f:seek("cur"), f:read("n")); f:close(); print(io.open("nothere")); print(os.rename("f", "g"), os.remove("g"), os.remove("g"))
local p = io.popen("echo piped; exit 3"); print(p:read("a")); print(p:close()); print(os.execute("exit 5")); print(os.execute("kill -9 $$")); print(type(os.time()), os.date("!%F", 0), os.getenv("LC_ALL"), os.tmpname():match("^/tmp/lua") ~= nil)
local m = setmetatable({}, {__index = function(_, k) return k .. "!" end, __call = function(_, x) return x end}); print(m.hi, m(4)); goto done; print("not") ::done:: print(utf8.char(9839), utf8.len("♯")); local s = 0; for i = 1, 1e6 do s = s + i end print(s); collectgarbage(); print(collectgarbage("count") > 0); print(string.pack("<i4", 1):byte(1, -1)); print(require("string") == string, load("return 1 + 1")())'
printf 'print(1+1)\nprint(x)\nos.exit(4)\n' | lua5.4 -; echo $?; printf 'return ...\n' >m.lua; lua5.4 -l m -e 'print(m)' ; echo 'error("bad")' | lua5.4 - 2>&1 | head -1; echo 'print(arg[1])' >a.lua; lua5.4 a.lua x
