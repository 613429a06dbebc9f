namespace Pollux.Knowledge.Products;

/// <summary>
/// The families of operating systems: NVD writes "on Windows" as <c>microsoft:windows:-</c> whatever the release, and "on Linux" as the
/// kernel whatever the distribution.
/// </summary>
internal static class SystemFamilies
{
    // First fitting line first: "ios" alone is Cisco's or Apple's, which the vendor tells.
    private static readonly (string Word, string Family)[] Words =
    [
        ("windows", "Windows"),
        ("linux", "Linux"),
        ("ubuntu", "Linux"),
        ("debian", "Linux"),
        ("fedora", "Linux"),
        ("centos", "Linux"),
        ("red hat", "Linux"),
        ("rhel", "Linux"),
        ("suse", "Linux"),
        ("mac_os", "macOS"),
        ("macos", "macOS"),
        ("mac os", "macOS"),
        ("os x", "macOS"),
        ("iphone_os", "iOS"),
        ("ipad", "iOS"),
        ("android", "Android"),
        ("freebsd", "FreeBSD"),
        ("openbsd", "OpenBSD"),
        ("netbsd", "NetBSD"),
        ("solaris", "Solaris"),
        ("sunos", "Solaris"),
        ("aix", "AIX"),
        ("esxi", "ESXi"),
        ("vxworks", "VxWorks"),
        ("qnx", "QNX"),
    ];

    private static readonly string[] Whole =
    [
        "windows",
        "linux_kernel",
        "linux",
        "macos",
        "mac_os_x",
        "mac_os",
        "iphone_os",
        "android",
        "freebsd",
        "openbsd",
        "netbsd",
        "solaris",
        "sunos",
        "aix",
        "esxi",
        "vxworks",
        "qnx",
    ];

    /// <summary>The family of a system by its CPE name; null when it is not known.</summary>
    public static string? Of(CpeName cpe) => cpe[CpeField.Product].IsLiteral ? Of(cpe[CpeField.Product].Plain) : null;

    /// <summary>The family of a system by its name; null when it is not known.</summary>
    public static string? Of(string? name) =>
        name is null
            ? null
            : Words
                .Where(row => name.Contains(row.Word, StringComparison.OrdinalIgnoreCase))
                .Select(row => row.Family)
                .FirstOrDefault();

    /// <summary>True when a CPE name means every system of its family.</summary>
    public static bool MeansWholeFamily(CpeName cpe) =>
        Whole.Contains(cpe[CpeField.Product].Plain, StringComparer.Ordinal);
}
