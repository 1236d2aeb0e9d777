namespace System.Globalization;

/// <summary>Mappings of code points, kept as runs that all move by the same distance.</summary>
internal static class CodePointRuns
{
    /// <summary>The code point moved by the last run that starts at or before it, if it lies within.</summary>
    internal static int Map(int codePoint, ReadOnlySpan<int> starts, ReadOnlySpan<int> ends, ReadOnlySpan<int> deltas)
    {
        int low = 0;
        int high = starts.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (starts[middle] <= codePoint)
                low = middle + 1;
            else
                high = middle;
        }

        int run = low - 1;
        if (run < 0 || codePoint > ends[run] >> 1)
            return codePoint;
        if ((ends[run] & 1) != 0 && ((codePoint - starts[run]) & 1) != 0)
            return codePoint;
        return codePoint + deltas[run];
    }
}
