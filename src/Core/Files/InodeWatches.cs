namespace Diesis.Core.Files;

/// <summary>Who watches an inode (inotify(7)).</summary>
internal sealed class InodeWatches
{
}
