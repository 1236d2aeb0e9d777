// What a mapping refers to but the tree of mappings never looks at.
namespace Diesis.Core.Files
{
    public sealed class OpenFile
    {
        public void Retain()
        {
        }

        public void Release()
        {
        }
    }
}

namespace Diesis.Core.Memory
{
    public sealed class AddressSpace;

    public sealed class PageCache;

    public sealed class SharedMemory
    {
        public void Retain()
        {
        }

        public void Release()
        {
        }
    }
}
