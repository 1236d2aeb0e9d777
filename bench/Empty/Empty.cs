// The smallest program: its start-up time and size are measured.
internal static class Empty
{
    private static int Main() => 0;
}
