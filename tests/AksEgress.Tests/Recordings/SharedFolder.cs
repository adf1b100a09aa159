namespace AksEgress.Tests.Recordings;

/// <summary>The folder with recorded exchanges, beside the checkout or where AKSEGRESS_SHARED says; it is no part of the repository.</summary>
internal static class SharedFolder
{
    /// <summary>Why tests of recordings are left out; null when they can run.</summary>
    public static string? Missing => Recordings is null ? "There are no recordings: no folder 'shared' beside the checkout, and AKSEGRESS_SHARED names none." : null;

    /// <summary>The folder of the recordings, or null.</summary>
    public static string? Recordings { get; } = Find();

    private static string? Find()
    {
        var named = Environment.GetEnvironmentVariable("AKSEGRESS_SHARED");
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "AksEgress.slnx")))
        {
            root = root.Parent;
        }

        var shared = !string.IsNullOrEmpty(named) ? named : root?.Parent is { } parent ? Path.Combine(parent.FullName, "shared") : null;
        var recordings = shared is null ? null : Path.Combine(shared, "recordings");
        return Directory.Exists(recordings) ? recordings : null;
    }
}

/// <summary>A test that needs the recordings, and says so where there are none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute() => Skip = SharedFolder.Missing!;
}

/// <summary>A theory that needs the recordings, and says so where there are none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute() => Skip = SharedFolder.Missing!;
}
