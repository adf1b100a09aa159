namespace AksEgress.Simulator.Arm;

/// <summary>
/// The api-versions that providers have, oldest first: until 2024 as ARM's own errors and the template reference list them in
/// public, later ones as far as SDKs, schemas and the notes on 2026-06-01 name them. Of AKS, one of each kind a month is taken from 2025 on.
/// </summary>
internal static class KnownVersions
{
    /// <summary>Microsoft.ContainerService/managedClusters and what is below them.</summary>
    public static IReadOnlyList<string> Clusters { get; } =
    [
        .. List("2017-08-31 2018-03-31 2019-02-01 2019-04-01 2019-06-01 2019-08-01 2019-10-01 2019-11-01 2020-01-01 2020-02-01 2020-03-01 2020-04-01 2020-06-01 2020-07-01 2020-09-01 2020-11-01 2020-12-01"),
        .. List("2021-02-01 2021-03-01 2021-05-01 2021-07-01 2021-08-01 2021-09-01 2021-10-01 2021-11-01-preview 2022-01-01 2022-01-02-preview 2022-02-01 2022-02-02-preview 2022-03-01 2022-03-02-preview"),
        .. List("2022-04-01 2022-04-02-preview 2022-05-02-preview 2022-06-01 2022-06-02-preview 2022-07-01 2022-07-02-preview 2022-08-01 2022-08-02-preview 2022-08-03-preview 2022-09-01 2022-09-02-preview"),
        .. List("2022-10-02-preview 2022-11-01 2022-11-02-preview"), .. Monthly(2023, 1, 2023, 11),
        .. List("2024-01-01 2024-01-02-preview 2024-02-01 2024-02-02-preview 2024-03-02-preview 2024-04-02-preview 2024-05-01 2024-05-02-preview 2024-06-02-preview 2024-07-01 2024-07-02-preview 2024-08-01"),
        .. List("2024-09-01 2024-09-02-preview 2024-10-01 2024-10-02-preview"), .. Monthly(2025, 1, 2026, 6),
    ];

    /// <summary>Microsoft.ContainerService's operations: they have an old version of their own beside.</summary>
    public static IReadOnlyList<string> ClusterOperations { get; } = ["2016-03-30", .. Clusters];

    /// <summary>Microsoft.Network.</summary>
    public static IReadOnlyList<string> Network { get; } =
    [
        .. List("2014-12-01-preview 2015-05-01-preview 2015-06-15 2016-03-30 2016-06-01 2016-07-01 2016-08-01 2016-09-01 2016-10-01 2016-11-01 2016-12-01 2017-03-01 2017-04-01 2017-06-01 2017-08-01 2017-09-01"),
        .. List("2017-10-01 2017-11-01 2018-01-01 2018-02-01 2018-03-01 2018-04-01 2018-05-01 2018-06-01 2018-07-01 2018-08-01 2018-10-01 2018-11-01 2018-12-01 2019-02-01 2019-04-01 2019-06-01 2019-07-01"),
        .. List("2019-08-01 2019-09-01 2019-11-01 2019-12-01 2020-01-01 2020-03-01 2020-04-01 2020-05-01 2020-06-01 2020-07-01 2020-08-01 2020-11-01 2021-01-01 2021-02-01 2021-03-01 2021-04-01 2021-05-01"),
        .. List("2021-06-01 2021-08-01 2021-12-01 2022-01-01 2022-05-01 2022-07-01 2022-09-01 2022-11-01 2023-02-01 2023-04-01 2023-05-01 2023-06-01 2023-09-01 2023-11-01 2024-01-01 2024-03-01 2024-05-01"),
        .. List("2024-07-01 2024-10-01 2025-01-01 2025-03-01 2025-05-01 2025-07-01"),
    ];

    /// <summary>The versions of a type, or null where any that is well-formed will do.</summary>
    public static IReadOnlyList<string>? Of(ResourceId id) =>
        ResourceId.Is(id.Types[0], "register") ? null
        : ResourceId.Is(id.Namespace, "Microsoft.Network") ? Network
        : !ResourceId.Is(id.Namespace, "Microsoft.ContainerService") ? null
        : ResourceId.Is(id.Types[0], "managedClusters") ? Clusters
        : ResourceId.Is(id.Types[0], "locations") ? ClusterOperations
        : null;

    /// <summary>Whether a list has a version; the newest are looked at first, as most clients ask with one of these.</summary>
    public static bool Has(IReadOnlyList<string> versions, string version)
    {
        for (int index = versions.Count - 1; index >= 0; index--)
        {
            if (versions[index].Equals(version, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static string[] List(string versions) => versions.Split(' ');

    private static IEnumerable<string> Monthly(int year, int month, int lastYear, int lastMonth)
    {
        for (DateOnly day = new(year, month, 1); day <= new DateOnly(lastYear, lastMonth, 1); day = day.AddMonths(1))
        {
            yield return day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            yield return day.AddDays(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) + "-preview";
        }
    }
}
