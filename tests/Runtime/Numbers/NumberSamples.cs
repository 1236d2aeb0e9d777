namespace Diesis.Tests.Runtime;

/// <summary>Numbers worth trying, and formats to try them with.</summary>
internal static class NumberSamples
{
    internal static readonly string[] IntegerFormats =
    [
        "G", "g5", "G1", "G20", "D", "d8", "D0", "D25", "X", "x", "X8", "x20", "N", "n0", "N3", "F", "f1", "F0", "E", "e2", "E0", "E25", "P", "p0", "P3", "C", "c0", "R",
        "B", "b12",
    ];

    internal static readonly string[] FloatFormats =
    [
        "G", "g7", "G1", "G15", "G17", "G30", "N", "n0", "N3", "F", "f1", "F0", "F5", "F20", "F40", "E", "e2", "E0", "E16", "E30", "P", "p0", "P3", "C", "c0", "R", "r",
    ];

    internal static readonly string[] CustomFormats =
    [
        "0", "#", "000", "###", "0.0", "0.00", "#.##", "00.000", "#,##0", "#,##0.00", "0,0.0", "0,", "0,,.00", "#,#", "0%", "0.0%", "#0.00\u2030", "0.00E+00", "0.###e-0",
        "##0.0E0", "E0", "'lit'0", "0\"quoted\"0", "\\#0", "0;-0;zero", "0;(0)", "0.0;;zero", "#;neg;'nothing'", "#,##0.00;(#,##0.00);zero", "00-00-00", "abc", "0.0.0", "0 0 0",
        "0;;", ";0", "0'", "#.", ".0", ".##", "0E", "0E+", "0e0e0",
    ];

    internal static readonly double[] Doubles =
    [
        0.0, -0.0, 1, -1, 0.1, 0.2, 0.3, 0.5, 1.5, 2.5, 3.5, -2.5, 0.125, 0.375, 0.625, 1.0 / 3, 2.0 / 3, 9.995, 99.995, 0.9999, 0.99995, 9.5, 99.5, 123.456, 1234.5678, -1234.5678, 1e14, 1e15, 1e16,
        1e17, 1e21, 1e22, 1e23, 5e-324, 2.2250738585072014E-308, 2.225073858507201E-308, 1.7976931348623157E+308, 1e-5, 1e-4, 0.00012345, 123456789012345680, 9007199254740991, 9007199254740992,
        9007199254740994, 4503599627370496.5, 0.000001, 1e300, 1e-300, 4.35, 0.045, 1.005, 1024, 65536.5, 3.141592653589793, 2.718281828459045, double.NaN, double.PositiveInfinity,
        double.NegativeInfinity,
    ];

    internal static readonly long[] Integers =
    [
        0, 1, -1, 5, 9, 10, -10, 42, 99, 100, 101, 127, 128, -128, -129, 255, 256, 299, 300, 999, 1000, 12345, -12345, 32767, 32768, -32768, 65535, 65536, 99999, 100000, 123456, 999999, 1000000,
        int.MaxValue, int.MinValue, uint.MaxValue, 4294967296, 9999999999, 10000000000, 123456789012345678, long.MaxValue, long.MinValue, 999999999999999999, 1000000000000000000,
    ];

    /// <summary>Records what the function gives, or the type and message of what it throws.</summary>
    internal static void RecordOutcome(Func<string> function)
    {
        string outcome;
        try
        {
            outcome = function();
        }
        catch (Exception exception)
        {
            outcome = exception.GetType().ToString() + ": " + exception.Message;
        }

        Check.Record(outcome);
    }

    /// <summary>
    /// Doubles of all kinds: any bits, decimals with few digits, integers, powers of two, neighbours of powers of ten, subnormals.
    /// </summary>
    /// <remarks>
    /// Left out: ±2^-25 and ±2^-958, for which stock .NET 10's shortest text does not parse back to the same number (it takes the neighbours of a
    /// power of two to be equally far).
    /// </remarks>
    internal static double NextDouble(SeededRandom random)
    {
        while (true)
        {
            double value = random.Next(8) switch
            {
                0 or 1 => random.NextDoubleBits(),
                2 => random.NextDouble(),
                3 => random.Next(-1000000, 1000000) / 1000.0,
                4 => random.Next(-100000, 100000),
                5 => BitConverter.Int64BitsToDouble((long)random.Next(1, 2047) << 52),
                6 => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(NextPowerOfTen(random)) + random.Next(-3, 4)),
                _ => BitConverter.Int64BitsToDouble((long)(random.NextULong() >> random.Next(12, 64))),
            };
            double magnitude = value < 0 ? -value : value;
            if (magnitude != 2.9802322387695312E-08 && magnitude != 4.1045368012983762E-289)
            {
                return value;
            }
        }
    }

    internal static float NextSingle(SeededRandom random) => random.Next(3) switch
    {
        0 => BitConverter.Int32BitsToSingle((int)random.NextULong()),
        1 => random.Next(-100000, 100000) / 100.0f,
        _ => (float)NextDouble(random),
    };

    /// <summary>Exact where a double can be; else built by repeated products, which is the same everywhere.</summary>
    private static double NextPowerOfTen(SeededRandom random)
    {
        int exponent = random.Next(-307, 309);
        double value = 1;
        for (int i = 0; i < (exponent < 0 ? -exponent : exponent); i++)
        {
            value = exponent < 0 ? value / 10 : value * 10;
        }

        return value;
    }
}
