using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Clients.ApiVersions;

/// <summary>
/// The api-versions of providers, in the order of ARM's errors. Until 2024: as ARM's own errors and the template reference publish
/// them. Later: as far as SDKs, schemas, and the notes on 2026-06-01 name them. For AKS, from 2025 on, one version of each kind per
/// month.
/// </summary>
internal static class KnownVersions
{
    /// <summary>Microsoft.ContainerService/managedClusters and its child types.</summary>
    public static IReadOnlyList<string> Clusters { get; } =
    [
        .. List(
            "2017-08-31 2018-03-31 2019-02-01 2019-04-01 2019-06-01 2019-08-01 2019-10-01 2019-11-01 2020-01-01 2020-02-01 2020-03-01 "
                + "2020-04-01 2020-06-01 2020-07-01 2020-09-01 2020-11-01 2020-12-01"),
        .. List(
            "2021-02-01 2021-03-01 2021-05-01 2021-07-01 2021-08-01 2021-09-01 2021-10-01 2021-11-01-preview 2022-01-01 2022-01-02-preview "
                + "2022-02-01 2022-02-02-preview 2022-03-01 2022-03-02-preview"),
        .. List(
            "2022-04-01 2022-04-02-preview 2022-05-02-preview 2022-06-01 2022-06-02-preview 2022-07-01 2022-07-02-preview 2022-08-01 "
                + "2022-08-02-preview 2022-08-03-preview 2022-09-01 2022-09-02-preview"),
        .. List("2022-10-02-preview 2022-11-01 2022-11-02-preview"), .. Monthly(2023, 1, 2023, 11),
        .. List(
            "2024-01-01 2024-01-02-preview 2024-02-01 2024-02-02-preview 2024-03-02-preview 2024-04-02-preview 2024-05-01 "
                + "2024-05-02-preview 2024-06-02-preview 2024-07-01 2024-07-02-preview 2024-08-01"),
        .. List("2024-09-01 2024-09-02-preview 2024-10-01 2024-10-02-preview"), .. Monthly(2025, 1, 2026, 6),
    ];

    /// <summary>Microsoft.ContainerService's operations, which also have an old version of their own.</summary>
    public static IReadOnlyList<string> ClusterOperations { get; } = ["2016-03-30", .. Clusters];

    /// <summary>Microsoft.Network.</summary>
    public static IReadOnlyList<string> Network { get; } =
    [
        .. List(
            "2014-12-01-preview 2015-05-01-preview 2015-06-15 2016-03-30 2016-06-01 2016-07-01 2016-08-01 2016-09-01 2016-10-01 2016-11-01 "
                + "2016-12-01 2017-03-01 2017-04-01 2017-06-01 2017-08-01 2017-09-01"),
        .. List(
            "2017-10-01 2017-11-01 2018-01-01 2018-02-01 2018-03-01 2018-04-01 2018-05-01 2018-06-01 2018-07-01 2018-08-01 2018-10-01 "
                + "2018-11-01 2018-12-01 2019-02-01 2019-04-01 2019-06-01 2019-07-01"),
        .. List(
            "2019-08-01 2019-09-01 2019-11-01 2019-12-01 2020-01-01 2020-03-01 2020-04-01 2020-05-01 2020-06-01 2020-07-01 2020-08-01 "
                + "2020-11-01 2021-01-01 2021-02-01 2021-03-01 2021-04-01 2021-05-01"),
        .. List(
            "2021-06-01 2021-08-01 2021-12-01 2022-01-01 2022-05-01 2022-07-01 2022-09-01 2022-11-01 2023-02-01 2023-04-01 2023-05-01 "
                + "2023-06-01 2023-09-01 2023-11-01 2024-01-01 2024-03-01 2024-05-01"),
        .. List("2024-07-01 2024-10-01 2025-01-01 2025-03-01 2025-05-01 2025-07-01 2025-09-01"),
    ];

    /// <summary>
    /// ARM itself: subscriptions, resource groups, providers, lists of all resources. Newest first, except for 2024-10-01-preview,
    /// as in a log of an error of September 2026 in a public repository.
    /// </summary>
    public static IReadOnlyList<string> Resources { get; } =
    [
        .. List(
            "2026-06-01 2025-04-01 2025-03-01 2024-10-01-preview 2024-11-01 2024-08-01 2024-07-01 2024-06-01-preview 2024-03-01 2023-07-01 "
                + "2023-07-01-preview 2023-03-01-preview 2022-12-01 2022-11-01-preview"),
        .. List(
            "2022-09-01 2022-06-01 2022-05-01 2022-03-01-preview 2022-01-01 2021-04-01 2021-01-01 2020-10-01 2020-09-01 2020-08-01 "
                + "2020-07-01 2020-06-01 2020-05-01 2020-01-01 2019-11-01 2019-10-01"),
        .. List(
            "2019-09-01 2019-08-01 2019-07-01 2019-06-01 2019-05-10 2019-05-01 2019-03-01 2018-11-01 2018-09-01 2018-08-01 2018-07-01 "
                + "2018-06-01 2018-05-01 2018-02-01 2018-01-01 2017-12-01 2017-08-01"),
        .. List(
            "2017-06-01 2017-05-10 2017-05-01 2017-03-01 2016-09-01 2016-07-01 2016-06-01 2016-02-01 2015-11-01 2015-01-01 "
                + "2014-04-01-preview 2014-04-01 2014-01-01 2013-03-01 2014-02-26 2014-04"),
    ];

    /// <summary>Microsoft.ManagedIdentity: the template reference, and the later version that this module uses.</summary>
    public static IReadOnlyList<string> Identities { get; } =
        List(
            "2015-08-31-preview 2018-11-30 2021-09-30-preview 2022-01-31-preview 2023-01-31 2023-07-31-preview 2024-11-30 "
                + "2025-01-31-preview 2025-05-31-preview 2026-05-31");

    /// <summary>Role assignments: the list of ARM's error text in azure-sdk-for-java 28334, and the version that followed.</summary>
    public static IReadOnlyList<string> RoleAssignments { get; } =
    [
        .. List(
            "2014-04-01-preview 2014-07-01-preview 2014-10-01-preview 2015-05-01-preview 2015-06-01 2015-07-01 2016-07-01 2017-05-01 "
                + "2017-09-01 2017-10-01-preview 2018-01-01-preview 2018-07-01"),
        .. List(
            "2018-09-01-preview 2018-12-01-preview 2019-04-01-preview 2020-03-01-preview 2020-04-01-preview 2020-08-01-preview "
                + "2020-10-01-preview 2021-04-01-preview 2022-01-01-preview 2022-04-01"),
    ];

    /// <summary>
    /// Role definitions: the list of ARM's error text in azure-sdk-for-java 28334, and later versions of the template reference.
    /// </summary>
    public static IReadOnlyList<string> RoleDefinitions { get; } =
        List(
            "2014-04-01-preview 2014-07-01-preview 2014-10-01-preview 2015-05-01-preview 2015-06-01 2015-07-01 2016-07-01 2017-05-01 "
                + "2017-09-01 2018-01-01-preview 2018-07-01 2022-04-01 2022-05-01-preview");

    /// <summary>Locks: the template reference and the SDKs.</summary>
    public static IReadOnlyList<string> Locks { get; } = List("2015-01-01 2015-05-01-preview 2015-06-01 2016-09-01 2017-04-01 2020-05-01");

    /// <summary>Microsoft.Features: the SDKs.</summary>
    public static IReadOnlyList<string> Features { get; } = List("2014-08-01-preview 2015-12-01 2021-07-01");

    /// <summary>
    /// Resource Graph: the list of ARM's error text in microsoft/ARI 306 (Azure Government), and the version published since.
    /// </summary>
    public static IReadOnlyList<string> Graph { get; } = List(
        "2018-09-01-preview 2019-04-01 2021-03-01 2021-06-01-preview 2022-10-01 2024-04-01");

    /// <summary>Microsoft.Compute/skus: the template reference and the SDKs.</summary>
    public static IReadOnlyList<string> Skus { get; } = List("2017-03-30 2017-09-01 2019-04-01 2021-07-01");

    /// <summary>
    /// Returns the versions of a type, or null for a provider or type that the simulator only stores; there, any well-formed
    /// version is accepted.
    /// </summary>
    /// <param name="ns">The provider, such as Microsoft.Network.</param>
    /// <param name="type">The first segment of the type, such as virtualNetworks.</param>
    public static IReadOnlyList<string>? Of(string ns, string type) =>
        ResourceId.Is(ns, "Microsoft.Network") ? Network
        : ResourceId.Is(ns, "Microsoft.ContainerService")
            ? ResourceId.Is(type, "managedClusters") ? Clusters : ResourceId.Is(type, "locations") ? ClusterOperations : null
        : ResourceId.Is(ns, "Microsoft.Resources") ? Resources
        : ResourceId.Is(ns, "Microsoft.ManagedIdentity") ? Identities
        : ResourceId.Is(ns, "Microsoft.Features") ? Features
        : ResourceId.Is(ns, "Microsoft.ResourceGraph") ? Graph
        : ResourceId.Is(ns, "Microsoft.Authorization")
            ? ResourceId.Is(type, "roleAssignments")
                ? RoleAssignments
                : ResourceId.Is(type, "roleDefinitions") ? RoleDefinitions
                : ResourceId.Is(type, "locks") ? Locks
                : null
        : ResourceId.Is(ns, "Microsoft.Compute") && ResourceId.Is(type, "skus") ? Skus
        : null;

    /// <summary>
    /// True if a list contains a version. Most lists are searched from the newest, because most clients use one of the newest.
    /// </summary>
    public static bool Has(IReadOnlyList<string> versions, string version)
    {
        for (var index = versions.Count - 1; index >= 0; index--)
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
