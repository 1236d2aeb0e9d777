using System.Text;

namespace Diesis.Tests.Runtime;

/// <summary>What encodings refuse, and in which words.</summary>
internal static class EncodingErrorTests
{
    private static readonly UTF8Encoding s_strict8 = new(false, true);
    private static readonly UnicodeEncoding s_strict16 = new(false, true, true);
    private static readonly Encoding s_strictAscii = Encoding.GetEncoding("us-ascii", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);

    internal static void Register(TestList tests)
    {
        Expressions expressions = new(tests, "Encoding");
        expressions.Throws(() => Encoding.UTF8.GetString((byte[])null!));
        expressions.Throws(() => Encoding.UTF8.GetString(new byte[3], 1, 5));
        expressions.Throws(() => Encoding.UTF8.GetString(new byte[3], -1, 5));
        expressions.Throws(() => Encoding.UTF8.GetString(new byte[3], 1, -5));
        expressions.Throws(() => Encoding.UTF8.GetBytes((string)null!));
        expressions.Throws(() => Encoding.UTF8.GetBytes((char[])null!));
        expressions.Throws(() => Encoding.UTF8.GetBytes("abc", new byte[2]));
        expressions.Throws(() => Encoding.UTF8.GetBytes("abc", 0, 3, new byte[2], 0));
        expressions.Throws(() => Encoding.UTF8.GetBytes("abc", 0, 5, new byte[2], 0));
        expressions.Throws(() => Encoding.UTF8.GetBytes("abc", 0, 3, new byte[2], 3));
        expressions.Throws(() => Encoding.UTF8.GetBytes("abc", -1, 3, new byte[2], 3));
        expressions.Throws(() => Encoding.UTF8.GetBytes("abc", 0, -3, new byte[2], 3));
        expressions.Throws(() => Encoding.UTF8.GetBytes("abc", 0, 3, null!, 3));
        expressions.Throws(() => Encoding.UTF8.GetBytes((string)null!, 0, 3, new byte[2], 3));
        expressions.Throws(() => Encoding.UTF8.GetBytes((char[])null!, 0, 3, new byte[2], 3));
        expressions.Throws(() => Encoding.UTF8.GetBytes(new char[3], 0, 5, new byte[2], 3));
        expressions.Throws(() => Encoding.UTF8.GetBytes("abc", 1, 5));
        expressions.Throws(() => Encoding.UTF8.GetBytes(new char[3], 1, 5));
        expressions.Throws(() => Encoding.UTF8.GetByteCount(new char[3], 1, 5));
        expressions.Throws(() => Encoding.UTF8.GetByteCount((string)null!));
        expressions.Throws(() => Encoding.UTF8.GetByteCount("abc", 1, 5));
        expressions.Throws(() => Encoding.UTF8.GetChars(new byte[3], new char[2]));
        expressions.Throws(() => Encoding.UTF8.GetChars(new byte[3], 0, 3, new char[2], 0));
        expressions.Throws(() => Encoding.UTF8.GetChars(new byte[3], 1, 3));
        expressions.Throws(() => Encoding.UTF8.GetChars(new byte[3], 0, 3, new char[2], 5));
        expressions.Throws(() => Encoding.UTF8.GetCharCount(new byte[3], 1, 5));
        expressions.Throws(() => Encoding.UTF8.GetCharCount((byte[])null!));
        expressions.Throws(() => Encoding.UTF8.GetMaxByteCount(-1));
        expressions.Throws(() => Encoding.UTF8.GetMaxByteCount(int.MaxValue));
        expressions.Throws(() => Encoding.UTF8.GetMaxCharCount(-1));
        expressions.Throws(() => Encoding.UTF8.GetMaxCharCount(int.MaxValue));
        expressions.Throws(() => Encoding.Unicode.GetMaxByteCount(int.MaxValue));
        expressions.Throws(() => Encoding.Unicode.GetMaxByteCount(-1));
        expressions.Throws(() => Encoding.ASCII.GetBytes("abc", new byte[2]));
        expressions.Throws(() => Encoding.Latin1.GetBytes("abc", new byte[2]));
        expressions.Throws(() => Encoding.Unicode.GetBytes("abc", new byte[2]));
        expressions.Throws(() => Encoding.UTF32.GetBytes("abc", new byte[2]));
        expressions.Throws(() => Encoding.ASCII.GetChars(new byte[3], new char[2]));
        expressions.Throws(() => Encoding.Unicode.GetChars(new byte[6], new char[2]));
        expressions.Throws(() => Encoding.Latin1.GetChars(new byte[6], new char[2]));
        expressions.Throws(() => Encoding.UTF32.GetChars(new byte[16], new char[2]));
        expressions.Throws(() => s_strict8.GetString(new byte[] { 0x61, 0xff, 0x62 }));
        expressions.Throws(() => s_strict8.GetString(new byte[] { 0x61, 0xe2, 0x82 }));
        expressions.Throws(() => s_strict8.GetString(new byte[] { 0xf0, 0x90, 0x80, 0x41 }));
        expressions.Throws(() => s_strict8.GetString(new byte[] { 0xed, 0xa0, 0x80 }));
        expressions.Throws(() => s_strict8.GetBytes("a\ud800b"));
        expressions.Throws(() => s_strict8.GetBytes("a\ud800"));
        expressions.Throws(() => s_strict8.GetBytes("a\udc01"));
        expressions.Throws(() => s_strict8.GetByteCount("a\udc01"));
        expressions.Throws(() => s_strict8.GetCharCount(new byte[] { 0x61, 0xff, 0x62 }));
        expressions.Throws(() => s_strict16.GetString(new byte[] { 0x61, 0, 0x62 }));
        expressions.Throws(() => s_strict16.GetString(new byte[] { 0, 0xd8, 0x61, 0 }));
        expressions.Throws(() => s_strict16.GetString(new byte[] { 0, 0xdc }));
        expressions.Throws(() => s_strict16.GetBytes("\ud800a"));
        expressions.Throws(() => s_strict16.GetString(new byte[] { 0x61, 0, 0, 0xd8 }));
        expressions.Throws(() => s_strictAscii.GetBytes("aé"));
        expressions.Throws(() => s_strictAscii.GetString(new byte[] { 0x80 }));
        expressions.Throws(() => s_strictAscii.GetBytes("a\ud83d\ude00"));
        expressions.Throws(() => Encoding.GetEncoding((string)null!));
        expressions.Throws(() => Encoding.GetEncoding(99));
        expressions.Throws(() => Encoding.GetEncoding(1252));
        expressions.Throws(() => new DecoderReplacementFallback(null!));
        expressions.Throws(() => new DecoderReplacementFallback("\ud800"));
    }
}
