namespace Diesis.Core.Files;

/// <summary>Tells watchers what happens to files.</summary>
internal static class FileEvents
{
    internal static void OnClosed(OpenFile file)
    {
    }
}
