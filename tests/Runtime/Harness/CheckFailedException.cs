namespace Diesis.Tests.Runtime;

/// <summary>What a failed check throws; its message says what was expected and what came.</summary>
internal sealed class CheckFailedException : Exception
{
    internal CheckFailedException(string message)
        : base(message)
    {
    }
}
