using System;
using System.Threading.Tasks;

/// <summary>A program whose Main is an async method; the first argument says how it ends.</summary>
internal static class AsyncMain
{
    private static async Task<int> Main(string[] arguments)
    {
        await Task.Yield();
        Console.WriteLine("before");
        await Task.Delay(5);
        if (arguments[0] == "throw")
            throw new InvalidOperationException("from async Main");
        return int.Parse(arguments[0]);
    }
}
