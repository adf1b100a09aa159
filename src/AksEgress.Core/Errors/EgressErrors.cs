using System.Net;

namespace AksEgress.Core.Errors;

/// <summary>
/// The errors that this module explains: a factory for each, whose name is the error's id. The texts and remedies are in
/// Errors.resx, with the names of the factory's arguments in braces.
/// </summary>
public static partial class EgressErrors
{
    /// <summary>No Connect-AksEgress in this runspace yet.</summary>
    public static EgressException NotConnected() => Create(EgressErrorKind.AuthenticationError, []);

    /// <summary>No subscription is specified or known.</summary>
    public static EgressException NoSubscription() => Create(EgressErrorKind.InvalidArgument, [], parameterName: "SubscriptionId");

    /// <summary>The credential returned no token.</summary>
    public static EgressException SignInFailed(string reason, string? target = null, Exception? innerException = null) =>
        Create(EgressErrorKind.AuthenticationError, [Value(reason)], target, innerException);

    /// <summary>A confirmation is needed, and the host can't show a prompt.</summary>
    public static EgressException ConfirmationUnavailable(string question, Exception innerException) =>
        Create(EgressErrorKind.InvalidOperation, [Value(question)], innerException: innerException);

    /// <summary>The endpoint didn't respond.</summary>
    public static EgressException ConnectionFailed(string reason, Exception innerException) =>
        Create(EgressErrorKind.ConnectionError, [Value(reason)], innerException: innerException);

    /// <summary>A text isn't a valid subscription ID.</summary>
    public static EgressException InvalidSubscriptionId(string text, string target) =>
        Create(EgressErrorKind.InvalidArgument, [Value(text)], target, parameterName: "SubscriptionId");

    /// <summary>A text isn't a valid resource ID.</summary>
    public static EgressException InvalidResourceId(string text, string target, string? parameterName = null) =>
        Create(EgressErrorKind.InvalidArgument, [Value(text)], target, parameterName: parameterName);

    /// <summary>An id of another resource type.</summary>
    public static EgressException WrongResourceType(
        string text, string actualType, string expectedType, string? target, string? parameterName = null) =>
        Create(
            EgressErrorKind.InvalidArgument, [Value(text), Value(actualType), Value(expectedType)], target,
            parameterName: parameterName);

    /// <summary>A name isn't valid.</summary>
    public static EgressException InvalidResourceName(
        string name, int maximumLength, string? target, string? parameterName = null) =>
        Create(EgressErrorKind.InvalidArgument, [Value(name), Value(maximumLength)], target, parameterName: parameterName);

    /// <summary>A document isn't JSON, or isn't from ARM.</summary>
    public static EgressException InvalidDocument(string reason, Exception? innerException = null) =>
        Create(EgressErrorKind.InvalidData, [Value(reason)], innerException: innerException);

    /// <summary>The resource doesn't exist.</summary>
    public static EgressException ResourceNotFound(
        string kind, string name, string resourceGroup, string noun, string target, string suggestion = "") =>
        Create(EgressErrorKind.ObjectNotFound, [Value(kind), Value(name), Value(resourceGroup), Value(noun), Value(suggestion)], target);

    /// <summary>No resource group of the subscription has such a resource.</summary>
    public static EgressException ResourceNotFoundInSubscription(
        string kind, string name, string noun, string? target, string suggestion = "") =>
        Create(EgressErrorKind.ObjectNotFound, [Value(kind), Value(name), Value(noun), Value(suggestion)], target);

    /// <summary>A firewall doesn't exist.</summary>
    public static EgressException FirewallNotFound(string firewall, string resourceGroup, string target) =>
        Create(EgressErrorKind.ObjectNotFound, [Value(firewall), Value(resourceGroup)], target);

    /// <summary>The resource group doesn't exist.</summary>
    public static EgressException ResourceGroupNotFound(
        string resourceGroup, string subscriptionId, string target, string suggestion = "") =>
        Create(EgressErrorKind.ObjectNotFound, [Value(resourceGroup), Value(subscriptionId), Value(suggestion)], target);

    /// <summary>The subscription can't use a region of this name.</summary>
    public static EgressException LocationNotAvailable(string location, string subscriptionId, string suggestion) =>
        Create(
            EgressErrorKind.InvalidArgument,
            [Value(location), Value(subscriptionId), Value(suggestion)],
            location,
            parameterName: "Location");

    /// <summary>A name and a resource group were specified in the wrong order.</summary>
    public static EgressException NamesSwapped(string resourceGroup, string name, string nameParameter, string target) =>
        Create(EgressErrorKind.ObjectNotFound, [Value(resourceGroup), Value(name), Value(nameParameter)], target);

    /// <summary>The new resource already exists.</summary>
    public static EgressException ResourceExists(string kind, string name, string target) =>
        Create(EgressErrorKind.ResourceExists, [Value(kind), Value(name)], target);

    /// <summary>The new route already exists.</summary>
    public static EgressException RouteExists(string routeTable, string route, string nextHop, string resourceGroup, string target) =>
        Create(EgressErrorKind.ResourceExists, [Value(routeTable), Value(route), Value(nextHop), Value(resourceGroup)], target);

    /// <summary>Other clients modified the resource during each attempt.</summary>
    public static EgressException ConcurrentModification(
        string resource, int attempts, string changes, string target, Exception? innerException = null) =>
        Create(EgressErrorKind.ResourceBusy, [Value(resource), Value(attempts), Value(changes)], target, innerException);

    /// <summary>Another client modified the resource after this command read it.</summary>
    public static EgressException ModifiedByAnotherClient(string resource, string change, string target) =>
        Create(EgressErrorKind.ResourceBusy, [Value(resource), Value(change)], target);

    /// <summary>A cluster or node pool has no etag, which protects an update.</summary>
    public static EgressException ETagMissing(string kind, string name, string target) =>
        Create(EgressErrorKind.InvalidData, [Value(kind), Value(name)], target);

    /// <summary>The resource as read back differs from the request.</summary>
    public static EgressException UpdateIncomplete(string resource, string missing, object target) =>
        Create(EgressErrorKind.InvalidResult, [Value(resource), Value(missing)], target);

    /// <summary>The resource is in use.</summary>
    public static EgressException ResourceInUse(string kind, string name, string users, string target) =>
        Create(EgressErrorKind.ResourceBusy, [Value(kind), Value(name), Value(users)], target);

    /// <summary>The change would replace an association.</summary>
    public static EgressException AssociationExists(string subnet, string kind, string current, string requested, string target) =>
        Create(EgressErrorKind.InvalidOperation, [Value(subnet), Value(kind), Value(current), Value(requested)], target);

    /// <summary>The value of a parameter isn't valid.</summary>
    public static EgressException InvalidValue(string? parameter, string reason, object? target = null, Exception? innerException = null) =>
        Create(EgressErrorKind.InvalidArgument, [Value(parameter), Value(reason)], target, innerException, parameterName: parameter);

    /// <summary>Parameters contradict each other.</summary>
    public static EgressException ContradictingParameters(
        string contradiction, string advice, string? target = null, string? parameterName = null) =>
        Create(EgressErrorKind.InvalidArgument, [Value(contradiction), Value(advice)], target, parameterName: parameterName);

    /// <summary>An operation token can't be read.</summary>
    public static EgressException InvalidOperationToken(string reason, string? target = null, Exception? innerException = null) =>
        Create(EgressErrorKind.InvalidData, [Value(reason)], target, innerException);

    /// <summary>The state file can't be used.</summary>
    public static EgressException InvalidStateFile(string? path, string reason, Exception innerException) =>
        Create(EgressErrorKind.InvalidData, [Value(path), Value(reason)], path, innerException, parameterName: "StatePath");

    /// <summary>A file of the module is missing or broken.</summary>
    public static EgressException ModuleIncomplete(string reason, string target) =>
        Create(EgressErrorKind.InvalidData, [Value(reason)], target);

    /// <summary>Throttled, also after all retries.</summary>
    public static EgressException Throttled(string resource, string code, string reason, string target, Exception innerException) =>
        Create(EgressErrorKind.LimitsExceeded, [Value(resource), Value(code), Value(reason)], target, innerException);

    /// <summary>ARM returned 403: a role is missing, or a policy or a lock denies the action. ARM's message contains the reason.</summary>
    public static EgressException NotPermitted(string code, string reason, string target, Exception innerException) =>
        Create(EgressErrorKind.PermissionDenied, [Value(code), Value(reason)], target, innerException);

    /// <summary>Another operation is running on the resource.</summary>
    public static EgressException ResourceBusy(
        string resource, string state, string code, string reason, string advice, string target, Exception innerException) =>
        Create(
            EgressErrorKind.ResourceBusy, [Value(resource), Value(state), Value(code), Value(reason), Value(advice)], target,
            innerException);

    /// <summary>A defect of this module.</summary>
    public static EgressException Unexpected(string exceptionType, string reason, object? target, Exception innerException) =>
        Create(EgressErrorKind.InvalidResult, [Value(exceptionType), Value(reason)], target, innerException);

    /// <summary>ARM returned 500 or above.</summary>
    public static EgressException RequestFailed(
        string resource, int status, string code, string reason, string target, Exception innerException) =>
        Create(EgressErrorKind.ConnectionError, [Value(resource), Value(status), Value(code), Value(reason)], target, innerException);

    /// <summary>A condition of the request (If-Match) wasn't met: the resource has another version now.</summary>
    public static EgressException ResourceModified(string resource, string code, string reason, string target, Exception innerException) =>
        Create(EgressErrorKind.ResourceBusy, [Value(resource), Value(code), Value(reason)], target, innerException);

    /// <summary>A removal ended, and the resource still exists.</summary>
    public static EgressException ResourceNotRemoved(string resource, string state, string target) =>
        Create(EgressErrorKind.InvalidResult, [Value(resource), Value(state)], target);

    /// <summary>ARM refused a request.</summary>
    public static EgressException RequestRefused(
        string resource, int status, string code, string reason, string target, Exception innerException) =>
        Create(EgressErrorKind.InvalidOperation, [Value(resource), Value(status), Value(code), Value(reason)], target, innerException);

    /// <summary>A long-running operation ended as Failed or Canceled.</summary>
    public static EgressException OperationFailed(
        string resource, string code, string reason, string target, Exception? innerException = null) =>
        Create(EgressErrorKind.InvalidResult, [Value(resource), Value(code), Value(reason)], target, innerException);

    /// <summary>A subnet's range is outside the ranges of its virtual network.</summary>
    public static EgressException SubnetOutsideNetwork(string subnet, IPNetwork range, string virtualNetwork, string networkRanges) =>
        Create(EgressErrorKind.InvalidArgument, [Value(subnet), Value(range), Value(virtualNetwork), Value(networkRanges)], subnet);

    /// <summary>The ranges of two subnets overlap.</summary>
    public static EgressException SubnetOverlaps(string subnet, IPNetwork range, string otherSubnet, IPNetwork otherRange) =>
        Create(EgressErrorKind.InvalidArgument, [Value(subnet), Value(range), Value(otherSubnet), Value(otherRange)], subnet);

    /// <summary>Another route of the table has the prefix.</summary>
    public static EgressException RouteConflict(string routeTable, string prefix, string route) =>
        Create(EgressErrorKind.ResourceExists, [Value(routeTable), Value(prefix), Value(route)], routeTable);

    /// <summary>SKUs that can't be combined.</summary>
    public static EgressException SkuMismatch(
        string kind, string name, string sku, string otherKind, string otherName, string otherSku, string target) =>
        Create(
            EgressErrorKind.InvalidArgument, [Value(kind), Value(name), Value(sku), Value(otherKind), Value(otherName), Value(otherSku)],
            target);

    /// <summary>Another resource uses the address.</summary>
    public static EgressException AddressInUse(string kind, string name, string user, string target) =>
        Create(EgressErrorKind.ResourceBusy, [Value(kind), Value(name), Value(user)], target);

    /// <summary>A NAT gateway in use would have no address.</summary>
    public static EgressException NatGatewayWithoutAddresses(string natGateway, string users, string target) =>
        Create(EgressErrorKind.InvalidOperation, [Value(natGateway), Value(users)], target);

    /// <summary>More addresses than a NAT gateway supports.</summary>
    public static EgressException TooManyAddresses(string natGateway, int count, string ipVersion, string target) =>
        Create(EgressErrorKind.LimitsExceeded, [Value(natGateway), Value(count), Value(ipVersion)], target);
}
