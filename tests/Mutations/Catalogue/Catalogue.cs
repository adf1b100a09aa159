namespace AksEgress.Mutations;

/// <summary>All mutations, and the location of the source.</summary>
internal static class Catalogue
{
    /// <summary>All mutations, in the order in which they run.</summary>
    public static IReadOnlyList<Mutation> All { get; } =
    [
        .. TransportMutations.All, .. WriteMutations.All, .. PlanMutations.All, .. RecordMutations.All, .. FileMutations.All,
        .. PipelineMutations.All
    ];

    /// <summary>The root of the checkout that contains this program.</summary>
    public static string Checkout { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AksEgress.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("This program isn't in a checkout of AksEgress.");
    }
}
