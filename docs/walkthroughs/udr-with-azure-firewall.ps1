# A cluster whose traffic leaves through an Azure Firewall, from nothing: network, firewall, route, rules, identity,
# cluster, an application behind an internal load balancer, and the way in to it through the firewall.
#
# Runs as it stands on the simulator, in PowerShell 7.4 or newer and in the lab. For Azure, put your own names below
# and Connect-AksEgress without -Simulated; a firewall and a cluster cost money until removed, and making them takes
# a quarter of an hour.
#
# Source: the AKS article on customizing egress with a user-defined route, of March 2020. Where Azure has moved on since,
# this follows Azure and says so: outbound types are no preview, a managed identity takes the service principal's place,
# and nodes need fewer ports.

$ErrorActionPreference = 'Stop'
$prefix = 'contosofin'
$group = "$prefix-rg"
$location = 'eastus'
$cluster = "${prefix}aks"

Connect-AksEgress -Simulated
New-AksEgressResourceGroup -Name $group -Location $location

# 1. A network with three subnets: for the nodes, for the addresses of services, and for the firewall, whose subnet
#    must have this very name.

$network = New-AksEgressVirtualNetwork -Name "${prefix}vnet" -ResourceGroupName $group -AddressPrefix 100.64.0.0/16 -Subnet @{
    "${prefix}akssubnet" = '100.64.1.0/24'
    "${prefix}svcsubnet" = '100.64.2.0/24'
    AzureFirewallSubnet  = '100.64.3.0/24'
}
$network

# 2. The firewall with its public address. No extension is needed, and no second step for the address. The DNS proxy
#    lets network rules go by name.

$address = New-AksEgressPublicIp -Name "${prefix}fwpublicip" -ResourceGroupName $group -Sku Standard
$firewall = New-AksEgressFirewall -Name "${prefix}fw" -ResourceGroupName $group -VirtualNetwork $network -PublicIp $address -EnableDnsProxy
$firewall

# 3. The route table: everything to the firewall, and the firewall's own public address to the Internet, so that
#    answers to what came in through it go back the same way. Both routes come with -DefaultRouteTo.

$table = New-AksEgressRouteTable -Name "${prefix}fwrt" -ResourceGroupName $group -DefaultRouteTo $firewall
$table

# 4. What the firewall lets out. The article allows every protocol to everywhere, which makes the firewall a router;
#    this allows what nodes need before there is a cluster, the addresses that Azure keeps behind the tag
#    AzureKubernetesService, and for the test at the end a service that tells its callers their address.

Add-AksEgressFirewallRule $firewall nodes -Application -CollectionName aks-nodes -FqdnTag AzureKubernetesService -Protocol Http=80, Https=443 -SourceAddress 100.64.1.0/24
Add-AksEgressFirewallRule $firewall tunnel-tcp -Network -CollectionName aks-tunnel -Protocol TCP -SourceAddress 100.64.1.0/24 -DestinationAddress "AzureCloud.$location" -DestinationPort 9000, 443
Add-AksEgressFirewallRule $firewall tunnel-udp -Network -CollectionName aks-tunnel -Protocol UDP -SourceAddress 100.64.1.0/24 -DestinationAddress "AzureCloud.$location" -DestinationPort 1194
Add-AksEgressFirewallRule $firewall echo -Application -CollectionName egress-test -TargetFqdn api.ipify.org -SourceAddress 100.64.1.0/24

# 5. The nodes' subnet gets the route table.

$subnet = Get-AksEgressSubnet -Name "${prefix}akssubnet" -VirtualNetworkName $network.Name -ResourceGroupName $group
$subnet = $subnet | Set-AksEgressSubnet -RouteTable $table -PassThru
$subnet

# 6. An identity for the cluster, with the right to join the network. The article makes a service principal and handles
#    its password; an identity has none, and Network Contributor on the network is enough where the article gives
#    Contributor.

$identity = New-AksEgressIdentity -Name "${prefix}id" -ResourceGroupName $group
Grant-AksEgressAccess -Identity $identity -Scope $network

# 7. The cluster. Its API server lets in the firewall, which is where its own nodes come from, and nobody else.

New-AksEgressCluster -Name $cluster -ResourceGroupName $group -Subnet $subnet -Identity $identity -OutboundType userDefinedRouting -NetworkPlugin azure -ServiceCidr 192.168.0.0/16 -DnsServiceIp 192.168.0.10 -NodeCount 3 -AuthorizedIpRange $address.IpAddress

# Now that there is a cluster, the firewall can be given exactly what it needs, add-ons and node pools included.

$required = Add-AksEgressFirewallRule $firewall -AksRequired -Cluster $cluster -SourceAddress 100.64.1.0/24
$required.Count

# 8. Developers come from elsewhere. The article's command would put their address in the firewall's place, and the
#    nodes would lose their API server; this one adds it.

Add-AksEgressAuthorizedIpRange $cluster $group 131.107.7.9
$ranges = Get-AksEgressAuthorizedIpRange $cluster $group
$ranges

# 9. Credentials for kubectl, in a file of their own here; without -Path they would go to ~/.kube/config. The file is
#    the owner's alone, other entries in it stay, and nothing of the credential is shown.

$kubeconfig = [System.IO.Path]::Combine([System.IO.Path]::GetTempPath(), "$prefix-kubeconfig")
$credential = Import-AksEgressCredential $cluster $group -Path $kubeconfig -Overwrite
$credential

# 10. The internal load balancer first, as a service of its own, then the voting app with one. No kubectl and no way to
#     the API server is needed: the commands run in a pod of the cluster, with the manifest beside them.

$internal = [System.IO.Path]::Combine([System.IO.Path]::GetTempPath(), 'internal-lb.yaml')
Set-Content -Path $internal -Value @'
apiVersion: v1
kind: Service
metadata:
  name: internal-app
  annotations:
    service.beta.kubernetes.io/azure-load-balancer-internal: "true"
    service.beta.kubernetes.io/azure-load-balancer-internal-subnet: "contosofinsvcsubnet"
spec:
  type: LoadBalancer
  ports:
  - port: 80
  selector:
    app: internal-app
'@
Invoke-AksEgressCommand $cluster $group 'kubectl apply -f internal-lb.yaml' -File $internal

# The images come from Microsoft's registry, which the firewall lets through; the article's come from Docker Hub. And the
# label of the operating system has lost its beta.

$example = [System.IO.Path]::Combine([System.IO.Path]::GetTempPath(), 'example.yaml')
Set-Content -Path $example -Value @'
apiVersion: apps/v1
kind: Deployment
metadata:
  name: azure-vote-back
spec:
  replicas: 1
  selector:
    matchLabels:
      app: azure-vote-back
  template:
    metadata:
      labels:
        app: azure-vote-back
    spec:
      nodeSelector:
        kubernetes.io/os: linux
      containers:
      - name: azure-vote-back
        image: mcr.microsoft.com/oss/bitnami/redis:6.0.8
        env:
        - name: ALLOW_EMPTY_PASSWORD
          value: "yes"
        resources:
          requests:
            cpu: 100m
            memory: 128Mi
          limits:
            cpu: 250m
            memory: 256Mi
        ports:
        - containerPort: 6379
          name: redis
---
apiVersion: v1
kind: Service
metadata:
  name: azure-vote-back
spec:
  ports:
  - port: 6379
  selector:
    app: azure-vote-back
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: azure-vote-front
spec:
  replicas: 1
  selector:
    matchLabels:
      app: azure-vote-front
  template:
    metadata:
      labels:
        app: azure-vote-front
    spec:
      nodeSelector:
        kubernetes.io/os: linux
      containers:
      - name: azure-vote-front
        image: mcr.microsoft.com/azuredocs/azure-vote-front:v1
        resources:
          requests:
            cpu: 100m
            memory: 128Mi
          limits:
            cpu: 250m
            memory: 256Mi
        ports:
        - containerPort: 80
        env:
        - name: REDIS
          value: "azure-vote-back"
---
apiVersion: v1
kind: Service
metadata:
  name: azure-vote-front
  annotations:
    service.beta.kubernetes.io/azure-load-balancer-internal: "true"
    service.beta.kubernetes.io/azure-load-balancer-internal-subnet: "contosofinsvcsubnet"
spec:
  type: LoadBalancer
  ports:
  - port: 80
  selector:
    app: azure-vote-front
'@
Invoke-AksEgressCommand $cluster $group 'kubectl apply -f example.yaml' -File $example

# 11. The address of the service, from the subnet for services. It takes some seconds until it is there; 'pending' stands
#     in its place till then.

$services = Invoke-AksEgressCommand $cluster $group 'sleep 60; kubectl get services'
$services
$line = $services.Logs -split "`n" | Where-Object { $_ -match '^azure-vote-front ' }
$frontend = ($line -split '\s+')[3]

# 12. The way in: what comes to the firewall's public address at port 80 goes to the service. The route table sends the
#     answers back to the firewall by its /32.

$in = Add-AksEgressFirewallRule $firewall inboundrule -Dnat -CollectionName exampleset -Priority 100 -Protocol TCP -SourceAddress * -DestinationAddress $address.IpAddress -DestinationPort 80 -TranslatedAddress $frontend -TranslatedPort 80
$in

# 13. The proof: a pod asks the Internet which address it sees, and everything that AKS needs whether it answers. In a
#     browser the firewall's address would show the voting app.

$test = Test-AksEgress $cluster $group -EchoUri https://api.ipify.org
$test

# 14. The story checks itself.

$egress = Get-AksEgressIp $cluster -ResourceGroupName $group
if ("$($egress.IpAddress)" -ne $address.IpAddress) { throw "The cluster leaves from $($egress.IpAddress), not from the firewall's $($address.IpAddress)." }
if ($ranges.Covers -notcontains $address.IpAddress) { throw 'The firewall is no longer let in to the API server.' }
if ($frontend -notmatch '^100\.64\.2\.\d+$') { throw "The service answers on '$frontend', which is not in the subnet for services." }
if ($in.TranslatedAddress -ne $frontend) { throw 'The way in does not lead to the service.' }
if ($test.Result -ne 'Match') { throw "The test from inside says $($test.Result): $($test.Reason)" }
if ("$($test.SeenByInternet)" -ne $address.IpAddress) { throw "The Internet sees $($test.SeenByInternet)." }
if (-not $test.Passed) { throw "Not reached: $($test.Unreachable)" }
if ((Get-Content $kubeconfig) -notcontains "current-context: $($credential.Context)") { throw 'The kubeconfig does not lead to the cluster.' }

# 15. Clean up. The group goes with all that is in it.

Remove-Item $kubeconfig, $internal, $example
Remove-AksEgressResourceGroup -Name $group -Confirm:$false
