using Diesis.Core.Files.Virtual;
using Diesis.Platform.Memory;
using Diesis.Platform.Processors;

namespace Diesis.FileSystems.Sys;

/// <summary>/sys/devices/system: processors, their topology and caches as far as C libraries and runtimes ask, and one memory node.</summary>
internal static class ProcessorTree
{
    private const long KilobytesPerFrame = 4;

    internal static void AddTo(VirtualDirectory root)
    {
        VirtualDirectory system = root.Directory("devices").Directory("system");
        VirtualDirectory processors = system.Directory("cpu");
        processors.Text("online", static text => text.AddList(Processor.AllMask).End());
        processors.Text("possible", static text => text.AddList(Processor.AllMask).End());
        processors.Text("present", static text => text.AddList(Processor.AllMask).End());
        processors.Text("offline", static text => text.End());
        processors.Text("isolated", static text => text.End());
        processors.Text("kernel_max", static text => text.Add(Processor.Maximum - 1).End());
        for (int i = 0; i < Processor.Count; i++)
            AddProcessor(processors.Directory("cpu" + i.ToString()), i);
        VirtualDirectory nodes = system.Directory("node");
        nodes.Text("online", static text => text.Add("0\n"u8));
        nodes.Text("possible", static text => text.Add("0\n"u8));
        nodes.Text("has_cpu", static text => text.Add("0\n"u8));
        nodes.Text("has_memory", static text => text.Add("0\n"u8));
        VirtualDirectory node = nodes.Directory("node0");
        node.Text("cpulist", static text => text.AddList(Processor.AllMask).End());
        node.Text("cpumap", static text => text.AddHexadecimal(Processor.AllMask).End());
        node.Text("distance", static text => text.Add("10\n"u8));
        node.Text("meminfo", static text =>
        {
            text.Add("Node 0 MemTotal:       "u8).Add(Frames.TotalCount * KilobytesPerFrame).Add(" kB\nNode 0 MemFree:        "u8);
            text.Add(Frames.FreeCount * KilobytesPerFrame).Add(" kB\n"u8);
        });
    }

    private static void AddProcessor(VirtualDirectory directory, int index)
    {
        ulong self = 1UL << index;
        if (index != 0)
            directory.Text("online", static text => text.Add("1\n"u8));
        VirtualDirectory topology = directory.Directory("topology");
        topology.Text("physical_package_id", text => text.Add(index).End());
        topology.Text("core_id", static text => text.Add("0\n"u8));
        topology.Text("thread_siblings", text => text.AddHexadecimal(self).End());
        topology.Text("thread_siblings_list", text => text.Add(index).End());
        topology.Text("core_siblings", text => text.AddHexadecimal(self).End());
        topology.Text("core_siblings_list", text => text.Add(index).End());
        topology.Text("core_cpus_list", text => text.Add(index).End());
        topology.Text("package_cpus_list", text => text.Add(index).End());
        VirtualDirectory caches = directory.Directory("cache");
        AddCache(caches.Directory("index0"), index, 1, "Data", "32K");
        AddCache(caches.Directory("index1"), index, 1, "Instruction", "32K");
        AddCache(caches.Directory("index2"), index, 2, "Unified", "1024K");
    }

    /// <remarks>Sizes are typical ones: runtimes only tune by them.</remarks>
    private static void AddCache(VirtualDirectory directory, int processor, int level, string kind, string size)
    {
        directory.Text("level", text => text.Add(level).End());
        directory.Text("type", text => text.Add(kind).End());
        directory.Text("size", text => text.Add(size).End());
        directory.Text("coherency_line_size", static text => text.Add("64\n"u8));
        directory.Text("shared_cpu_list", text => text.Add(processor).End());
        directory.Text("shared_cpu_map", text => text.AddHexadecimal(1UL << processor).End());
    }
}
