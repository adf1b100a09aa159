namespace AksEgress.Core.Errors;

/// <summary>
/// Every kind of error that this module raises on its own account, in one place: the id is the field's name,
/// so id and text cannot drift apart (a test holds that).
/// </summary>
public static partial class EgressErrors
{
    /// <summary>No Connect-AksEgress in this runspace yet.</summary>
    public static readonly EgressError NotConnected = new(nameof(NotConnected), EgressErrorKind.AuthenticationError,
        "Not connected to Azure.",
        "Run Connect-AksEgress, or Connect-AksEgress -Simulated to rehearse without an Azure account.");

    /// <summary>No subscription named or known.</summary>
    public static readonly EgressError NoSubscription = new(nameof(NoSubscription), EgressErrorKind.InvalidArgument,
        "No subscription is named, and the connection has none.",
        "Add -SubscriptionId, or run Connect-AksEgress -SubscriptionId <id>.");

    /// <summary>The credential gave no token.</summary>
    public static readonly EgressError SignInFailed = new(nameof(SignInFailed), EgressErrorKind.AuthenticationError,
        "Signing in failed: {0}",
        "Check the parameters of Connect-AksEgress; Get-Help Connect-AksEgress lists the ways to sign in.");

    /// <summary>A question has to be answered, and the host cannot ask it.</summary>
    public static readonly EgressError NobodyToAsk = new(nameof(NobodyToAsk), EgressErrorKind.InvalidOperation,
        "This host cannot ask, and the command needs an answer: {0}",
        "Nothing was changed. -Confirm:$false answers beforehand; -WhatIf shows what would be done.");

    /// <summary>The endpoint gave no answer.</summary>
    public static readonly EgressError ConnectionFailed = new(nameof(ConnectionFailed), EgressErrorKind.ConnectionError,
        "No answer from Azure Resource Manager: {0}",
        "Check the network and the endpoint that Get-AksEgressContext shows, then run the command again.");

    /// <summary>A text that should be a subscription id is none.</summary>
    public static readonly EgressError InvalidSubscriptionId = new(nameof(InvalidSubscriptionId), EgressErrorKind.InvalidArgument,
        "'{0}' is not a subscription id; it must be a GUID such as 00000000-0000-0000-0000-000000000000.",
        "Get-AksEgressContext shows the connection's own subscription.");

    /// <summary>A text that should be a resource id is none.</summary>
    public static readonly EgressError InvalidResourceId = new(nameof(InvalidResourceId), EgressErrorKind.InvalidArgument,
        "'{0}' is not a resource id; it must look like /subscriptions/<guid>/resourceGroups/<group>/providers/<type>/<name>.",
        "Take the id from the Id property of a Get- cmdlet's output.");

    /// <summary>An id of another resource type.</summary>
    public static readonly EgressError WrongResourceType = new(nameof(WrongResourceType), EgressErrorKind.InvalidArgument,
        "'{0}' is a {1}, and a {2} is wanted.",
        "Pass an id of type {2}.");

    /// <summary>A name that cannot be one.</summary>
    public static readonly EgressError InvalidResourceName = new(nameof(InvalidResourceName), EgressErrorKind.InvalidArgument,
        "'{0}' is not a resource name; names have 1 to {1} letters, digits, hyphens, underscores, dots or brackets, and do not end with a dot.",
        "Correct the name.");

    /// <summary>A document that is not JSON or not one of ARM's.</summary>
    public static readonly EgressError InvalidDocument = new(nameof(InvalidDocument), EgressErrorKind.InvalidData,
        "This is not an ARM document: {0}",
        "If ARM sent it, run the command again with -Verbose and report it.");

    /// <summary>ARM knows no such resource.</summary>
    public static readonly EgressError ResourceNotFound = new(nameof(ResourceNotFound), EgressErrorKind.ObjectNotFound,
        "{0} '{1}' was not found in resource group '{2}'.",
        "Check the names and the subscription that Get-AksEgressContext shows; Get-{3} lists what is there.");

    /// <summary>No resource group that was looked through has such a resource.</summary>
    public static readonly EgressError ResourceNotFoundAnywhere = new(nameof(ResourceNotFoundAnywhere), EgressErrorKind.ObjectNotFound,
        "{0} '{1}' was not found in any resource group that was searched.",
        "Check the name and the subscription that Get-AksEgressContext shows; Get-{2} lists what is there.");

    /// <summary>A firewall that is not there.</summary>
    public static readonly EgressError FirewallNotFound = new(nameof(FirewallNotFound), EgressErrorKind.ObjectNotFound,
        "Azure Firewall '{0}' was not found in resource group '{1}'.",
        "Pass its private address or its id; a name alone is looked for in the route table's resource group.");

    /// <summary>ARM knows no such resource group.</summary>
    public static readonly EgressError ResourceGroupNotFound = new(nameof(ResourceGroupNotFound), EgressErrorKind.ObjectNotFound,
        "Resource group '{0}' was not found in subscription {1}.",
        "Get-AksEgressResourceGroup lists those that are there; New-AksEgressResourceGroup makes one.");

    /// <summary>The resource to be made exists.</summary>
    public static readonly EgressError ResourceExists = new(nameof(ResourceExists), EgressErrorKind.ResourceExists,
        "{0} '{1}' exists already, and New- does not change it.",
        "Use another name, or take it as it is with its Get- cmdlet. Set- changes it, or -Force what the parameters name, where a cmdlet has these.");

    /// <summary>The route to be added exists.</summary>
    public static readonly EgressError RouteExists = new(nameof(RouteExists), EgressErrorKind.ResourceExists,
        "Route table '{0}' already has a route '{1}' ({2}), and Add- does not change it.",
        "Use another name, or change it with Set-AksEgressRoute {1} -RouteTableName {0} -ResourceGroupName {3}.");

    /// <summary>Several changes came between reading and writing.</summary>
    public static readonly EgressError ChangedMeanwhile = new(nameof(ChangedMeanwhile), EgressErrorKind.ResourceBusy,
        "Somebody else keeps changing '{0}': {1} attempts met a newer version each. Changed underneath: {2}.",
        "Nothing was written. Find out who changes it, then run the command again.");

    /// <summary>Another client wrote a resource between this command's look and its write.</summary>
    public static readonly EgressError ModifiedByAnotherClient = new(nameof(ModifiedByAnotherClient), EgressErrorKind.ResourceBusy,
        "'{0}' was modified by another client after it was read: {1}.",
        "The other client's change was not overwritten. Read '{0}' again with its Get- cmdlet, then run the command again.");

    /// <summary>A cluster or node pool came without the etag that protects an update.</summary>
    public static readonly EgressError ETagMissing = new(nameof(ETagMissing), EgressErrorKind.InvalidData,
        "{0} '{1}' can't be updated: Azure Resource Manager returned it without an eTag, so an update could overwrite another client's change.",
        "Nothing was changed. Check that the endpoint that Get-AksEgressContext shows is Azure Resource Manager itself, then run the command again.");

    /// <summary>The read-back differs from what was asked.</summary>
    public static readonly EgressError NotAsAsked = new(nameof(NotAsAsked), EgressErrorKind.InvalidResult,
        "Azure accepted the change of '{0}' and did not do all of it: {1}.",
        "Read it again with a Get- cmdlet; Azure sometimes drops members that do not go together.");

    /// <summary>The resource is still used.</summary>
    public static readonly EgressError StillInUse = new(nameof(StillInUse), EgressErrorKind.ResourceBusy,
        "{0} '{1}' is still used by {2}.",
        "Detach it there first.");

    /// <summary>An association would be replaced.</summary>
    public static readonly EgressError AssociationExists = new(nameof(AssociationExists), EgressErrorKind.InvalidOperation,
        "Subnet '{0}' already has {1} '{2}'.",
        "Set-AksEgressSubnet with -Replace puts '{3}' in its place; the old id is in this error's target.");

    /// <summary>A parameter's value is out of range or of the wrong form.</summary>
    public static readonly EgressError InvalidValue = new(nameof(InvalidValue), EgressErrorKind.InvalidArgument,
        "-{0}: {1}",
        "Correct -{0}; Get-Help shows its range.");

    /// <summary>Parameters that contradict each other.</summary>
    public static readonly EgressError ContradictingParameters = new(nameof(ContradictingParameters), EgressErrorKind.InvalidArgument,
        "{0}",
        "{1}");

    /// <summary>An operation cannot be read.</summary>
    public static readonly EgressError InvalidOperationToken = new(nameof(InvalidOperationToken), EgressErrorKind.InvalidData,
        "This is not an operation that -NoWait returned: {0}",
        "Pass what -NoWait returned, or Import-Clixml of it.");

    /// <summary>The state file cannot be used.</summary>
    public static readonly EgressError InvalidStateFile = new(nameof(InvalidStateFile), EgressErrorKind.InvalidData,
        "The simulator cannot use '{0}': {1}",
        "The file was left as it is. It must be a JSON array of ARM documents.");

    /// <summary>A file of the module is missing or broken.</summary>
    public static readonly EgressError ModuleIncomplete = new(nameof(ModuleIncomplete), EgressErrorKind.InvalidData,
        "The module is incomplete: {0}",
        "Install AksEgress again.");

    /// <summary>Throttled, and retrying did not help.</summary>
    public static readonly EgressError Throttled = new(nameof(Throttled), EgressErrorKind.LimitsExceeded,
        "Azure throttles requests about '{0}' ({1}): {2}",
        "Wait a minute and run the command again; for many clusters use fewer at a time.");

    /// <summary>ARM answered 403: no role with the action, or a policy or a lock against it. Its words name which.</summary>
    public static readonly EgressError NotPermitted = new(nameof(NotPermitted), EgressErrorKind.PermissionDenied,
        "Not permitted ({0}): {1}",
        "Ask for a role that allows the action named above, then sign in again.");

    /// <summary>Another operation runs on the resource.</summary>
    public static readonly EgressError ResourceBusy = new(nameof(ResourceBusy), EgressErrorKind.ResourceBusy,
        "'{0}' is busy ({1}): {2}",
        "Nothing was changed. Wait until the other operation has ended, then run the command again.");

    /// <summary>A fault of this module's own.</summary>
    public static readonly EgressError Unexpected = new(nameof(Unexpected), EgressErrorKind.InvalidResult,
        "Something unexpected happened ({0}): {1}",
        "This is a fault of AksEgress. Run the command again with -Verbose and report it with what that shows.");

    /// <summary>ARM itself failed at a request.</summary>
    public static readonly EgressError RequestFailed = new(nameof(RequestFailed), EgressErrorKind.ConnectionError,
        "ARM failed at the request for '{0}' ({1} {2}): {3}",
        "The fault is Azure's, and whether anything was done is not known. Run the command again in a few minutes; Azure support asks for the correlation id.");

    /// <summary>A condition of the request (If-Match) was not met: the resource is another version now.</summary>
    public static readonly EgressError ChangedSinceRead = new(nameof(ChangedSinceRead), EgressErrorKind.ResourceBusy,
        "Somebody else changed '{0}' after it was read ({1}): {2}",
        "Nothing was changed by this request. Look at it again with its Get- cmdlet, then run the command again.");

    /// <summary>A removal that was under way left the resource where it is.</summary>
    public static readonly EgressError NotRemoved = new(nameof(NotRemoved), EgressErrorKind.InvalidResult,
        "'{0}' was being removed and is still there, in state {1}.",
        "Run the command again.");

    /// <summary>ARM refused a request.</summary>
    public static readonly EgressError RequestRefused = new(nameof(RequestRefused), EgressErrorKind.InvalidOperation,
        "ARM refused the request for '{0}' ({1} {2}): {3}",
        "Nothing was changed by this request. The words are ARM's own; correct what they name.");

    /// <summary>A long-running operation ended as Failed or Canceled.</summary>
    public static readonly EgressError OperationFailed = new(nameof(OperationFailed), EgressErrorKind.InvalidResult,
        "The operation on '{0}' was accepted and failed ({1}): {2}",
        "Read the resource with a Get- cmdlet: it may be changed in part.");

    /// <summary>A subnet's range lies outside its network's.</summary>
    public static readonly EgressError SubnetOutsideNetwork = new(nameof(SubnetOutsideNetwork), EgressErrorKind.InvalidArgument,
        "Subnet '{0}' ({1}) is not inside the address ranges of virtual network '{2}': {3}.",
        "Choose a range inside them; Get-AksEgressVirtualNetwork shows the ranges and the subnets.");

    /// <summary>Two subnets share addresses.</summary>
    public static readonly EgressError SubnetOverlaps = new(nameof(SubnetOverlaps), EgressErrorKind.InvalidArgument,
        "Subnet '{0}' ({1}) overlaps subnet '{2}' ({3}).",
        "Choose a free range; Get-AksEgressSubnet shows those that are taken.");

    /// <summary>Another route of the table has the prefix.</summary>
    public static readonly EgressError RouteConflict = new(nameof(RouteConflict), EgressErrorKind.ResourceExists,
        "Route table '{0}' already routes {1}, by route '{2}'.",
        "A table takes each prefix once; change that route with Set-AksEgressRoute {2} -RouteTableName {0}.");

    /// <summary>SKUs that do not go together.</summary>
    public static readonly EgressError SkuMismatch = new(nameof(SkuMismatch), EgressErrorKind.InvalidArgument,
        "{0} '{1}' is {2}, and {3} '{4}' is {5}; Azure takes both only with the same SKU.",
        "Use the same -Sku for both; a SKU cannot be changed, so make one of them anew.");

    /// <summary>An address that something else uses.</summary>
    public static readonly EgressError AddressInUse = new(nameof(AddressInUse), EgressErrorKind.ResourceBusy,
        "{0} '{1}' is used by {2} already, and an address serves one resource only.",
        "Make another address with New-AksEgressPublicIp, or detach this one there first.");

    /// <summary>A NAT gateway in use would have no address.</summary>
    public static readonly EgressError NoAddressLeft = new(nameof(NoAddressLeft), EgressErrorKind.InvalidOperation,
        "NAT gateway '{0}' is used by {1} and would have no address left.",
        "Name an address with -PublicIp or -PublicIpPrefix, or first take the gateway off with Set-AksEgressSubnet -NoNatGateway.");

    /// <summary>More addresses than a NAT gateway takes.</summary>
    public static readonly EgressError TooManyAddresses = new(nameof(TooManyAddresses), EgressErrorKind.LimitsExceeded,
        "NAT gateway '{0}' would have {1} {2} addresses; it takes 16.",
        "Name fewer addresses, or a prefix of /28 alone.");
}
