using System.Text;
using Diesis.Core.Files;
using Diesis.Core.Files.Virtual;
using Diesis.Core.Ttys;
using Diesis.Platform.Devices.Pci;

namespace Diesis.FileSystems.Sys;

/// <summary>Devices: PCI functions, terminals and memory devices, and the empty directories that programs look into.</summary>
internal static class DeviceTree
{
    internal static void AddTo(VirtualDirectory root)
    {
        VirtualDirectory classes = root.Directory("class");
        VirtualDirectory devices = root.Directory("devices");
        VirtualDirectory numbers = root.Directory("dev").Directory("char");
        root.Directory("dev").Directory("block");
        root.Directory("block");
        foreach (string name in (string[])["block", "net", "input", "graphics", "misc", "bdi"])
            classes.Directory(name);
        AddTerminals(classes.Directory("tty"), devices.Directory("virtual").Directory("tty"), numbers);
        AddMemoryDevices(classes.Directory("mem"), devices.Directory("virtual").Directory("mem"), numbers);
        AddPci(root, devices);
        root.Directory("fs").Directory("cgroup");
        root.Directory("module");
        root.Directory("firmware");
        root.Directory("hypervisor");
        VirtualDirectory kernel = root.Directory("kernel");
        kernel.Directory("debug");
        kernel.Directory("tracing");
        kernel.Directory("security");
        kernel.Directory("config");
        VirtualDirectory hugePages = kernel.Directory("mm").Directory("transparent_hugepage");
        hugePages.Text("enabled", static text => text.Add("always madvise [never]\n"u8));
        hugePages.Text("hpage_pmd_size", static text => text.Add("2097152\n"u8));
        root.Directory("power").Text("state", static text => text.End());
    }

    private static void AddTerminals(VirtualDirectory classes, VirtualDirectory devices, VirtualDirectory numbers)
    {
        foreach (Tty tty in TtyDevices.All)
            AddDevice(classes, devices, numbers, "tty", tty.Name, tty.Number);
        AddDevice(classes, devices, numbers, "tty", "tty", new DeviceNumber(5, 0));
        AddDevice(classes, devices, numbers, "tty", "console", new DeviceNumber(5, 1));
        AddDevice(classes, devices, numbers, "tty", "ptmx", new DeviceNumber(5, 2));
    }

    private static void AddMemoryDevices(VirtualDirectory classes, VirtualDirectory devices, VirtualDirectory numbers)
    {
        const uint MemoryMajor = 1;
        (string Name, uint Minor)[] all = [("null", 3), ("zero", 5), ("full", 7), ("random", 8), ("urandom", 9), ("kmsg", 11)];
        foreach ((string Name, uint Minor) device in all)
            AddDevice(classes, devices, numbers, "mem", device.Name, new DeviceNumber(MemoryMajor, device.Minor));
    }

    private static void AddDevice(VirtualDirectory classes, VirtualDirectory devices, VirtualDirectory numbers, string kind, string name, DeviceNumber number)
    {
        string text = $"{number.Major}:{number.Minor}";
        VirtualDirectory device = devices.Directory(name);
        device.Text("dev", written => written.Add(text).End());
        device.Text("uevent", written => written.Add("MAJOR="u8).Add((long)number.Major).Add("\nMINOR="u8).Add((long)number.Minor).Add("\nDEVNAME="u8).Add(name).End());
        AddLink(device, "subsystem", $"../../../../class/{kind}");
        AddLink(classes, name, $"../../devices/virtual/{kind}/{name}");
        AddLink(numbers, text, $"../../devices/virtual/{kind}/{name}");
    }

    private static void AddPci(VirtualDirectory root, VirtualDirectory devices)
    {
        VirtualDirectory bus = root.Directory("bus").Directory("pci");
        VirtualDirectory listed = bus.Directory("devices");
        bus.Directory("drivers");
        VirtualDirectory parent = devices.Directory("pci0000:00");
        foreach (PciDevice function in PciDevices.All)
        {
            string name = NameOf(function.Address);
            VirtualDirectory device = parent.Directory(name);
            device.Text("vendor", text => text.Add("0x"u8).AddHexadecimal(function.Vendor, 4).End());
            device.Text("device", text => text.Add("0x"u8).AddHexadecimal(function.Device, 4).End());
            device.Text("class", text => text.Add("0x"u8).AddHexadecimal(function.ClassCode, 6).End());
            device.Text("revision", text => text.Add("0x"u8).AddHexadecimal(function.Revision, 2).End());
            device.Text("subsystem_vendor", text => text.Add("0x"u8).AddHexadecimal(function.SubsystemVendor, 4).End());
            device.Text("subsystem_device", text => text.Add("0x"u8).AddHexadecimal(function.SubsystemDevice, 4).End());
            AddLink(listed, name, $"../../../devices/pci0000:00/{name}");
        }
    }

    /// <summary>As lspci(8) with the segment: 0000:00:1f.2.</summary>
    private static string NameOf(PciAddress address)
    {
        VirtualText text = new();
        text.AddHexadecimal(address.Segment, 4).Add(':').AddHexadecimal(address.Bus, 2).Add(':').AddHexadecimal(address.Device, 2);
        return Encoding.UTF8.GetString(text.Add('.').Add((long)address.Function).Bytes);
    }

    private static void AddLink(VirtualDirectory directory, string name, string target)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(target);
        VirtualFileSystem fileSystem = (VirtualFileSystem)directory.FileSystem;
        directory.Add(name, new WrittenLink(fileSystem, fileSystem.NextNumber(), () => bytes));
    }
}
