namespace Diesis.Tests.Runtime;

/// <summary>Thrown by a test that finds that what it asks of is not there: it counts as skipped, neither passed nor failed.</summary>
internal sealed class NotHereException : Exception;
