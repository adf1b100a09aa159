namespace AksEgress.Core.RequiredEndpoints;

/// <summary>An endpoint in the catalog, in ARM's list for the cluster, or in both.</summary>
/// <param name="ClusterName">The cluster.</param>
/// <param name="Presence">The lists that contain it.</param>
/// <param name="Destination">The name, service tag, or address; that of the catalog if both lists contain it.</param>
/// <param name="LiveDestination">
/// The name in ARM's list, which can be a wildcard such as <c>*.azmk8s.io</c>; null if ARM doesn't list it.
/// </param>
/// <param name="Protocol">HTTP, HTTPS, TCP or UDP.</param>
/// <param name="Port">The port, 1 to 65535.</param>
/// <param name="Category">ARM's category, such as <c>images</c>; null if ARM doesn't list it.</param>
/// <param name="Feature">The feature that requires it, by the catalog; null if the catalog doesn't contain it.</param>
/// <param name="Level">required, conditional, recommended, or optional; null if the catalog doesn't contain it.</param>
/// <param name="Condition">The condition for it, by the catalog; null for none.</param>
/// <param name="Description">ARM's description, or null.</param>
public sealed record ComparedEndpoint(
    string ClusterName, EndpointPresence Presence, string Destination, string? LiveDestination, string Protocol, int Port,
    string? Category, string? Feature, string? Level, string? Condition, string? Description)
{
    /// <summary>The feature that requires it, by the catalog; ARM's category if the catalog doesn't contain it.</summary>
    public string? NeededBy => Feature ?? Category;

    /// <summary>The endpoint in one line.</summary>
    public override string ToString() => $"{Presence} {Protocol} {Destination}:{Port}";
}
